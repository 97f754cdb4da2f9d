package io.github.congeal.internal.tensor.nd4j;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies values between Java and an array by ND4J's operations only, which work wherever the array lies.
 */
final class Transfer {
    private Transfer() {}

    static void write(INDArray flat, long at, float[] values, int from, int count) {
        if (count > 0) {
            write(flat, at, count, Nd4j.createFromArray(Arrays.copyOfRange(values, from, from + count)));
        }
    }

    static void write(INDArray flat, long at, double... values) {
        if (values.length > 0) {
            write(flat, at, values.length, Nd4j.createFromArray(values));
        }
    }

    private static void write(INDArray flat, long at, int count, INDArray source) {
        Transfers.go(count);
        try (source) {
            part(flat, at, count).assign(source);
        }
    }

    static void read(INDArray flat, long at, float[] values, int from, int count) {
        if (count > 0) {
            Transfers.comeBack(count);
            try (INDArray copy = part(flat, at, count).dup()) {
                System.arraycopy(copy.data().asFloat(), 0, values, from, count);
            }
        }
    }

    static void read(INDArray flat, long at, double[] values) {
        if (values.length > 0) {
            Transfers.comeBack(values.length);
            try (INDArray copy = part(flat, at, values.length).dup()) {
                System.arraycopy(copy.data().asDouble(), 0, values, 0, values.length);
            }
        }
    }

    private static INDArray part(INDArray flat, long at, int count) {
        return Nd4j.create(flat.data(), new long[] {count}, new long[] {1}, at, 'c');
    }
}
