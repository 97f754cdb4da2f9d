package io.github.congeal.control;

/** The device that computes. */
public enum Device {
    /** The fastest device that can be used: a GPU if there is one, otherwise the CPU. The default. */
    AUTO,
    /** The CPU, even if there is a GPU. */
    CPU,
    /** A GPU; if none can be used, an exception says why. */
    GPU
}
