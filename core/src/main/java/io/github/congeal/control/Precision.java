package io.github.congeal.control;

/** How exactly a device computes products. */
public enum Precision {
    /** As exactly as float32, or nearly so. The default. */
    EXACT,
    /**
     * In bf16 (eight significant bits) where that is faster, as on a GPU with Congeal's own kernels; elsewhere as
     * {@link #EXACT}. Gradients change their direction by some degrees, which gives a different picture.
     */
    FAST
}
