package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Constant tensors of one run, each copied to the device once. Not thread-safe. */
public final class Constants {
    private final Buffers buffers;
    private final Kernels kernels;
    private final Map<Ones, Tensor> ones = new HashMap<>();
    private final Map<Object, Tensor> numbers = new IdentityHashMap<>();
    private final Map<Object, Tensor> keyed = new HashMap<>();
    private final Map<Number, Tensor> single = new HashMap<>();
    private final Map<List<Integer>, Tensor> members = new HashMap<>();

    private record Ones(long length, Precision precision) {}

    private record Number(double value, Precision precision) {}

    /** The constants of the run with these buffers. */
    public Constants(Buffers buffers, Kernels kernels) {
        this.buffers = buffers;
        this.kernels = kernels;
    }

    /** The tensor {@code [length]} of some float32 numbers; cached by the identity of the array. */
    public Tensor numbers(float[] values) {
        return numbers.computeIfAbsent(values, v -> {
            Tensor tensor = buffers.keep(values.length);
            tensor.write(0, values, 0, values.length);
            return tensor;
        });
    }

    /** The tensor {@code [length]} of some float64 numbers; cached by the identity of the array. */
    Tensor numbers(double[] values) {
        return numbers.computeIfAbsent(values, v -> {
            Tensor tensor = buffers.keep(Precision.DOUBLE, values.length);
            tensor.write(0, values);
            return tensor;
        });
    }

    /** The tensor {@code [length]} of computed numbers; cached by the key. */
    Tensor numbers(Object key, int length, IntToDoubleFunction value) {
        return keyed.computeIfAbsent(key, k -> {
            Tensor tensor = buffers.keep(length);
            if (!buffers.isDry()) {
                float[] values = new float[length];
                for (int i = 0; i < length; i++) {
                    values[i] = (float) value.applyAsDouble(i);
                }
                tensor.write(0, values, 0, length);
            }
            return tensor;
        });
    }

    /** A single number as {@code [1]}, not counted by the buffers. */
    public Tensor number(double value, Precision precision) {
        return single.computeIfAbsent(new Number(value, precision), number -> {
            Tensor tensor = buffers.keepUncounted(precision, 1);
            tensor.write(0, value);
            return tensor;
        });
    }

    /** The membership of channels in groups of equal size: {@code [channels, groups]} of ones and zeros. */
    public Tensor members(int channels, int groups) {
        return members.computeIfAbsent(List.of(channels, groups), key -> {
            float[] values = new float[channels * groups];
            for (int c = 0; c < channels; c++) {
                values[c * groups + c / (channels / groups)] = 1;
            }
            return numbers(values).reshape(channels, groups);
        });
    }

    /** Ones, {@code [length]}. */
    public Tensor ones(long length, Precision precision) {
        return ones.computeIfAbsent(new Ones(length, precision), key -> {
            Tensor tensor = buffers.keep(precision, length);
            kernels.fill(tensor, 1);
            return tensor;
        });
    }
}
