package io.github.congeal.control;

/** What is seen where a moved cutout has no pixels. */
public enum Outside {
    /** Black. */
    BLACK,
    /** One grey for all cutouts of a step, drawn at random. */
    GREY,
    /** The nearest pixel of the edge. */
    EDGE,
    /** The cutout, reflected at its edges. */
    REFLECTION
}
