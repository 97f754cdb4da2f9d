package io.github.congeal.internal.tensor;

/** Where a convolution puts the zeros around its input. */
public enum Padding {
    /** {@code kernel / 2} rows and columns on each side. */
    CENTRED,
    /** One row below and one column to the right, as in VQGAN's downsampling; for even sizes, kernel 3 and stride 2. */
    AFTER
}
