package io.github.congeal.internal.tensor.host;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A thread-safe pool of arrays that tasks borrow; as many are kept as were ever in use at once. */
final class Scratch {
    private final Map<Integer, Queue<float[]>> idle = new ConcurrentHashMap<>();

    /** An array with undefined content; to be given back. */
    float[] take(int length) {
        Queue<float[]> free = idle.get(length);
        float[] found = free == null ? null : free.poll();
        return found == null ? new float[length] : found;
    }

    /** Takes arrays back. */
    void giveBack(float[]... arrays) {
        for (float[] array : arrays) {
            idle.computeIfAbsent(array.length, length -> new ConcurrentLinkedQueue<>())
                    .add(array);
        }
    }
}
