package io.github.congeal.control;

/** How exactly a device multiplies. */
public enum Precision {
    /** As exactly as float32, or nearly so. The default. */
    EXACT,
    /**
     * In numbers of eight bits (bf16) where that is faster, as it is on a GPU with Congeal's own kernels; elsewhere as {@link
     * #EXACT}. Gradients are turned by some degrees, so it makes another picture.
     */
    FAST
}
