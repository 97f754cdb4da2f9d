package io.github.congeal.cuda.engine;

/** In which numbers convolutions and products are computed; sums are in float32 either way. */
public enum Numerics {
    /** Each number is the sum of two bf16, and of their four products the smallest is left out: nearly as exact as float32. */
    BF16X3("bf16x3", 2),
    /** Each number is rounded to bf16, eight bits: about twice as fast, and visibly another picture. */
    BF16("bf16", 1);

    private final String kernel;
    private final int halves;

    Numerics(String kernel, int halves) {
        this.kernel = kernel;
        this.halves = halves;
    }

    /** The end of the names of kernels that compute so. */
    String kernel() {
        return kernel;
    }

    /** How many bf16 there are for each number. */
    int halves() {
        return halves;
    }
}
