package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.Memory;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;

/** An array of float64 for any precision. */
final class NaiveMemory extends Memory {
    private final double[] numbers;

    NaiveMemory(long length, Precision precision) {
        super(length, precision);
        this.numbers = new double[Math.toIntExact(length)];
    }

    /** The elements of a tensor in row-major order, strided or not. */
    static double[] read(Tensor x) {
        double[] all = ((NaiveMemory) x.memory()).numbers;
        double[] values = new double[Math.toIntExact(x.length())];
        if (x.isDense()) {
            System.arraycopy(all, (int) x.offset(), values, 0, values.length);
        } else {
            Arrays.setAll(values, i -> all[place(x, i)]);
        }
        return values;
    }

    /** Overwrites the elements of a tensor, strided or not, in row-major order. */
    static void write(Tensor x, double... values) {
        double[] all = ((NaiveMemory) x.memory()).numbers;
        if (x.isDense()) {
            System.arraycopy(values, 0, all, (int) x.offset(), values.length);
            return;
        }
        for (int i = 0; i < values.length; i++) {
            all[place(x, i)] = values[i];
        }
    }

    private static int place(Tensor x, int index) {
        long[] strides = x.strides();
        long place = x.offset();
        long rest = index;
        for (int d = x.rank() - 1; d >= 0; d--) {
            place += rest % x.dimension(d) * strides[d];
            rest /= x.dimension(d);
        }
        return Math.toIntExact(place);
    }

    @Override
    public void write(long at, float[] values, int from, int count) {
        for (int i = 0; i < count; i++) {
            numbers[(int) at + i] = values[from + i];
        }
    }

    @Override
    public void write(long at, double... values) {
        System.arraycopy(values, 0, numbers, (int) at, values.length);
    }

    @Override
    public void read(long at, float[] values, int from, int count) {
        for (int i = 0; i < count; i++) {
            values[from + i] = (float) numbers[(int) at + i];
        }
    }

    @Override
    public void read(long at, double[] values) {
        System.arraycopy(numbers, (int) at, values, 0, values.length);
    }

    @Override
    protected void release() {
        // The garbage collector frees it.
    }
}
