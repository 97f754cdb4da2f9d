package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Tensor;

/**
 * A matrix of numbers that are each the sum of two bf16: the matrix of the high halves, followed by that of the low ones.
 * Together they take as much memory as float32.
 *
 * @param numbers the memory of both, {@code [rows, padded]} in float32
 * @param rows the number of rows
 * @param padded the length of a row, with zeros at its end: a multiple of {@value #BORDER}
 */
record Halves(Tensor numbers, long rows, int padded) {
    /** The elements of a row that kernels read at a time. */
    static final int BORDER = 32;

    private static final int HALF_BYTES = 2;

    /** The padded length of a row of {@code width} elements. */
    static int padded(long width) {
        return Math.toIntExact((width + BORDER - 1) / BORDER * BORDER);
    }

    /** The number of pairs of elements. */
    long pairs() {
        return rows * padded / 2;
    }

    /** The bytes of a row in one of the matrices. */
    int rowBytes() {
        return HALF_BYTES * padded;
    }

    /** The address of the high halves. */
    long high() {
        return GpuMemory.address(numbers);
    }

    /** The address of the low halves. */
    long low() {
        return high() + HALF_BYTES * rows * padded;
    }

    void free() {
        numbers.free();
    }
}
