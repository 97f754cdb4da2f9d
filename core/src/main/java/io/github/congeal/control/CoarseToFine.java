package io.github.congeal.control;

/**
 * Makes a large picture small first, at a half or a quarter of its size and so on, then repeatedly doubles its size and
 * refines it. The composition is settled while steps are quick and CLIP's cutouts show large parts, so a large picture
 * takes a fraction of the time and is coherent; otherwise a large picture becomes many small scenes. Frames have the
 * full size from the beginning.
 *
 * <p>By default this applies to pictures of at least 512 pixels along the longer side ({@link #USUAL}), unless they
 * have an initial image, tiling, motion, cells or a palette.
 *
 * @param above the longest side, in pixels, of a picture that has its own size from the start; at least 16
 * @param share the fraction of the steps before the full size, divided evenly among the smaller sizes; above 0 and
 *     below 1; the last step always has the full size. The bundled model's sketch takes the first half of the steps
 */
public record CoarseToFine(int above, double share) {
    /** From 512 pixels on (twice the size of the bundled model's sketch), for half of the steps. */
    public static final CoarseToFine USUAL = new CoarseToFine(511, 0.5);

    /** Pictures of any size have their full size from the start. */
    public static final CoarseToFine NEVER = new CoarseToFine(Integer.MAX_VALUE, 0.5);

    /** The written form, such as {@code coarse-to-fine(above=384, share=0.7)}. */
    public static final Form<CoarseToFine> FORM = Form.words(USUAL);

    private static final int LEAST = 16;

    /**
     * Creates an instance.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public CoarseToFine {
        Range.atLeast(LEAST).require("above", above);
        new Range(0, true, Math.nextDown(1.0)).require("share", share);
    }

    /** Returns a copy with another longest side. */
    public CoarseToFine above(int pixels) {
        return new CoarseToFine(pixels, share);
    }

    /** Returns a copy with another share of the steps. */
    public CoarseToFine share(double part) {
        return new CoarseToFine(above, part);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
