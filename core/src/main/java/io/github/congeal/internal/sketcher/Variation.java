package io.github.congeal.internal.sketcher;

import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The choices in which one picture of a prompt differs from another.
 *
 * @param choice which of several drawings that are nearly equally near to a thing is taken: from their number to one of
 *     0 up to it; {@code count -> 0} always takes the nearest
 * @param mirrored whether left and right change places
 * @param x how far the things are moved to the right, from -1 to 1 of the room there is
 * @param y how far they are moved down
 * @param scale how large they are, 1 as drawn in the book
 * @param ground what they stand on where the prompt names nothing
 * @param scenery which of the variants of a place that the prompt names
 */
public record Variation(
        IntUnaryOperator choice, boolean mirrored, double x, double y, double scale, Ground ground, int scenery) {
    /** The nearest drawings as they are in the book, on white. */
    public static final Variation NONE = new Variation(count -> 0, false, 0, 0, 1, Ground.WHITE, 0);

    private static final double SMALLEST = 0.84;
    private static final double WHITE_GROUNDS = 0.4;
    private static final double PALEST = 0.98;
    private static final double STRONGEST = 0.78;
    private static final double FADING = 0.5;

    /** One that is drawn. */
    public static Variation of(RandomGenerator random) {
        return new Variation(
                random::nextInt,
                random.nextBoolean(),
                random.nextDouble(-1, 1),
                random.nextDouble(-1, 1),
                random.nextDouble(SMALLEST, 1),
                ground(random),
                random.nextInt(Place.VARIANTS));
    }

    /** White paper, or a pale colour that fades towards the bottom. */
    private static Ground ground(RandomGenerator random) {
        boolean white = random.nextDouble() < WHITE_GROUNDS;
        Rgb pale = new Rgb(
                random.nextDouble(STRONGEST, PALEST),
                random.nextDouble(STRONGEST, PALEST),
                random.nextDouble(STRONGEST, PALEST));
        return white ? Ground.WHITE : Ground.shaded(pale, pale.mix(new Rgb(1, 1, 1), FADING));
    }
}
