package io.github.congeal.internal.tensor;

/** The values of samples that lie outside their source. */
public enum SamplePadding {
    /** Zero, black. */
    ZEROS,
    /** The nearest pixel of the edge. */
    BORDER
}
