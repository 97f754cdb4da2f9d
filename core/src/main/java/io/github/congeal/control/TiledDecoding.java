package io.github.congeal.control;

/**
 * Draws a picture too large for memory in tiles. Each is decoded with some of its surroundings, and tiles are blended
 * where they overlap. All tiles form one picture: CLIP sees the whole, and each step moves all of it. A step takes
 * about half as long again. The result differs a little from a picture decoded whole, since a VQGAN's normalisation and
 * attention look at everything that is decoded at once.
 *
 * @param side the largest side of a tile in pixels, at least 16; a picture that is not larger is decoded whole
 * @param overlap the number of pixels by which neighbours overlap, of which the outermost quarter on each side is not
 *     shown; at most half of the side
 */
public record TiledDecoding(int side, int overlap) {
    /** Tiles that take about 1.5 GB with imagenet_f16_16384. */
    public static final TiledDecoding USUAL = new TiledDecoding(512, 128);

    /** The written form, such as {@code tiled-decoding(side=256, overlap=64)}. */
    public static final Form<TiledDecoding> FORM = Form.words(USUAL);

    private static final int LEAST = 16;

    /**
     * Creates an instance.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public TiledDecoding {
        Range.atLeast(LEAST).require("side", side);
        Range.between(0, side / 2.0).require("overlap", overlap);
    }

    /** Returns a copy with another side. */
    public TiledDecoding side(int pixels) {
        return new TiledDecoding(pixels, overlap);
    }

    /** Returns a copy with another overlap. */
    public TiledDecoding overlap(int pixels) {
        return new TiledDecoding(side, pixels);
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
