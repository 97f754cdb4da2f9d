package io.github.congeal.control;

/** How exactly a device computes products. */
public enum Precision {
    /** As exactly as float32, or nearly so. The default. */
    EXACT,
    /**
     * In bf16 (eight significant bits) where that is faster: on a GPU with Congeal's own kernels, and, for large matrix
     * products such as those of a CLIP's transformer, on a CPU with AVX-512's bf16 instructions under Linux. Elsewhere as
     * {@link #EXACT}. Gradients change their direction by some degrees, which gives a different picture.
     */
    FAST
}
