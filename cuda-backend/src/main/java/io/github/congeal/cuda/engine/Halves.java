package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Tensor;

/**
 * Rows of numbers, each the sum of two bf16: a matrix of the large halves, and behind it one of the small ones. Together
 * they take as much as float32.
 *
 * @param numbers holds both, {@code [rows, padded]} as float32 would
 * @param rows how many rows there are
 * @param padded the length of a row, with zeros at its end: a multiple of {@value #BORDER}
 */
record Halves(Tensor numbers, long rows, int padded) {
    /** What kernels take of a row at a time. */
    static final int BORDER = 32;

    private static final int HALF_BYTES = 2;

    /** The length of a row of so many numbers. */
    static int padded(long width) {
        return Math.toIntExact((width + BORDER - 1) / BORDER * BORDER);
    }

    /** How many pairs of numbers there are. */
    long pairs() {
        return rows * padded / 2;
    }

    /** The bytes of a row in one of the matrices. */
    int rowBytes() {
        return HALF_BYTES * padded;
    }

    /** Where the large halves begin. */
    long high() {
        return GpuMemory.address(numbers);
    }

    /** Where the small halves begin. */
    long low() {
        return high() + HALF_BYTES * rows * padded;
    }

    void free() {
        numbers.free();
    }
}
