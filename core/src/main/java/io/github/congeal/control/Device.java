package io.github.congeal.control;

/** What computes. */
public enum Device {
    /** The fastest device that can be used: a GPU where there is one, otherwise the CPU. The default. */
    AUTO,
    /** The CPU, even where there is a GPU. */
    CPU,
    /** A GPU, or a refusal that says why none can be used. */
    GPU
}
