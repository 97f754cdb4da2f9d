package io.github.congeal.internal.tensor;

/** What the operations run on. */
public enum Processor {
    /** The machine's own processor; arrays live in its memory. */
    CPU,
    /** A graphics card; arrays live in the card's memory. */
    GPU
}
