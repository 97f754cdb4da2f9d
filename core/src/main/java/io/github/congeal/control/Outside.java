package io.github.congeal.control;

/** What fills the area that a moved cutout leaves empty. */
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
