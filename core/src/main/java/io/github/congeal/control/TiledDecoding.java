package io.github.congeal.control;

/**
 * How a picture is drawn that is larger than memory holds: in tiles, each decoded with some of what lies around it, and
 * blended over where they overlap. All tiles together are one picture: CLIP sees the whole, and each step moves all of it. A
 * step then takes about half as long again, and a picture of tiles differs a little from one that is decoded whole,
 * because a VQGAN's normalisation and attention look at all that is decoded at once.
 *
 * @param side the most pixels of a tile in each direction, at least 16; a picture that is not larger is decoded whole
 * @param overlap by how many pixels neighbours overlap, of which the outermost quarter on each side is not shown; at most
 *     half of the side
 */
public record TiledDecoding(int side, int overlap) {
    /** Tiles that take about 1.5 GB with imagenet_f16_16384. */
    public static final TiledDecoding USUAL = new TiledDecoding(512, 128);

    /** The written form, such as {@code tiled-decoding(side=256, overlap=64)}. */
    public static final Form<TiledDecoding> FORM = Form.words(USUAL);

    private static final int LEAST = 16;

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public TiledDecoding {
        Range.atLeast(LEAST).require("side", side);
        Range.between(0, side / 2.0).require("overlap", overlap);
    }

    /** The same with another side. */
    public TiledDecoding side(int pixels) {
        return new TiledDecoding(pixels, overlap);
    }

    /** The same with another overlap. */
    public TiledDecoding overlap(int pixels) {
        return new TiledDecoding(side, pixels);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
