package io.github.congeal.internal.tensor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Recycles the Java arrays of one run, as {@link Buffers} does native memory, so that a step leaves next to nothing to the
 * garbage collector. Not thread-safe: each run has its own.
 */
public final class HostArrays {
    private final Map<Integer, Deque<float[]>> floats = new HashMap<>();
    private final Map<Integer, Deque<double[]>> doubles = new HashMap<>();

    HostArrays() {}

    /** An array with undefined content; to be {@linkplain #giveBack(float[]) given back}. */
    public float[] takeFloats(int length) {
        Deque<float[]> free = floats.get(length);
        return free == null || free.isEmpty() ? new float[length] : free.pop();
    }

    /** An array that holds the given numbers {@code times} times; to be given back likewise. */
    public float[] takeRepeated(float[] numbers, int times) {
        float[] result = takeFloats(times * numbers.length);
        for (int i = 0; i < times; i++) {
            System.arraycopy(numbers, 0, result, i * numbers.length, numbers.length);
        }
        return result;
    }

    /** Takes an array back. */
    public void giveBack(float[] array) {
        floats.computeIfAbsent(array.length, length -> new ArrayDeque<>()).push(array);
    }

    /** An array with undefined content; to be {@linkplain #giveBack(double[]) given back}. */
    public double[] takeDoubles(int length) {
        Deque<double[]> free = doubles.get(length);
        return free == null || free.isEmpty() ? new double[length] : free.pop();
    }

    /** Takes an array back. */
    public void giveBack(double[] array) {
        doubles.computeIfAbsent(array.length, length -> new ArrayDeque<>()).push(array);
    }
}
