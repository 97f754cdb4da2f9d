package io.github.congeal.internal.tensor;

/** The values of samples that lie outside their source. */
public enum SamplePadding {
    /** Black. */
    ZEROS,
    /** The nearest pixel of the edge. */
    BORDER
}
