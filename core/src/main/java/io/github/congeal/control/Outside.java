package io.github.congeal.control;

/** What is seen where a moved cutout has no pixels. */
public enum Outside {
    /** Black. */
    BLACK,
    /** The nearest pixel of the edge. */
    EDGE
}
