package io.github.congeal.internal.tensor;

/** The hardware that runs the operations. */
public enum Processor {
    /** The machine's own processor; arrays live in its memory. */
    CPU,
    /** A GPU; arrays live in its memory. */
    GPU
}
