package io.github.congeal.internal.tensor;

/** What is read where a sample lies outside of its source. */
public enum SamplePadding {
    /** Black. */
    ZEROS,
    /** The nearest pixel of the edge. */
    BORDER
}
