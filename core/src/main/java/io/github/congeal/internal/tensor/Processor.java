package io.github.congeal.internal.tensor;

/** What the operations run on. */
public enum Processor {
    /** The machine's own processor; arrays live in its memory. */
    CPU,
    /** A GPU; arrays live in its memory. */
    GPU
}
