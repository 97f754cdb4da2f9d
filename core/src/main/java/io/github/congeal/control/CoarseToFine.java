package io.github.congeal.control;

/**
 * How a large picture is made small first: at half of its size, or a quarter and so on, until it is small enough; then it is
 * enlarged and refined at twice the size, until it is as large as asked for. What is where is decided while the steps are
 * quick and CLIP's cutouts show large parts, so a large picture takes a fraction of the time and hangs together; left to
 * itself, a large one becomes many small scenes. Frames are as large as the whole from the beginning.
 *
 * <p>Pictures of at least 512 pixels along the longer side are made so by themselves ({@link #USUAL}), unless they begin with an
 * initial image, fit together as tiles, move, or consist of cells or a palette's colours.
 *
 * @param above up to which length of its longer side, in pixels, a picture is made in its own size from the start; at least
 *     16
 * @param share the part of the steps that is taken before the whole size, the same for each of the smaller ones; above 0
 *     and below 1. The bundled model's sketch takes the first half of the steps
 */
public record CoarseToFine(int above, double share) {
    /** From 512 pixels on, twice what the bundled model's sketch fills, for half of the steps. */
    public static final CoarseToFine USUAL = new CoarseToFine(511, 0.5);

    /** Pictures of any size are made in their own size from the start. */
    public static final CoarseToFine NEVER = new CoarseToFine(Integer.MAX_VALUE, 0.5);

    /** The written form, such as {@code coarse-to-fine(above=384, share=0.7)}. */
    public static final Form<CoarseToFine> FORM = Form.words(USUAL);

    private static final int LEAST = 16;

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public CoarseToFine {
        Range.atLeast(LEAST).require("above", above);
        new Range(0, true, Math.nextDown(1.0)).require("share", share);
    }

    /** The same above another length. */
    public CoarseToFine above(int pixels) {
        return new CoarseToFine(pixels, share);
    }

    /** The same with another share of the steps. */
    public CoarseToFine share(double part) {
        return new CoarseToFine(above, part);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
