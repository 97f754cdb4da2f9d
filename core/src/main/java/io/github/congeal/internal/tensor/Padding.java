package io.github.congeal.internal.tensor;

/** Where a convolution puts the zeros around its input. */
public enum Padding {
    /** Half the kernel on each side. */
    CENTRED,
    /** One row below and one column to the right: for even sizes, kernel 3 and stride 2. */
    AFTER
}
