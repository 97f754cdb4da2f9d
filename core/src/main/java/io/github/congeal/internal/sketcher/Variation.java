package io.github.congeal.internal.sketcher;

import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The random choices in which pictures of the same prompt differ.
 *
 * @param choice chooses one of several nearly equal drawings: from their number n to an index from 0 to below n, where 0 is the
 *     nearest
 * @param mirrored whether left and right are swapped
 * @param x the shift of the objects to the right, -1..1, relative to the free room
 * @param y the shift of the objects downwards, -1..1, relative to the free room
 * @param scale the scale of the objects, 1 as drawn in the book
 * @param ground the background if the prompt names none
 * @param scenery the variant of the place that the prompt names
 */
public record Variation(
        IntUnaryOperator choice, boolean mirrored, double x, double y, double scale, Ground ground, int scenery) {
    /** No variation: the nearest drawings as they are in the book, on white. */
    public static final Variation NONE = new Variation(count -> 0, false, 0, 0, 1, Ground.WHITE, 0);

    private static final double SMALLEST = 0.84;
    private static final double WHITE_GROUNDS = 0.4;
    private static final double PALEST = 0.98;
    private static final double STRONGEST = 0.78;
    private static final double FADING = 0.5;

    /** A random variation. */
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

    /** A white background, or a pale colour that fades towards the bottom. */
    private static Ground ground(RandomGenerator random) {
        boolean white = random.nextDouble() < WHITE_GROUNDS;
        Rgb pale = new Rgb(
                random.nextDouble(STRONGEST, PALEST),
                random.nextDouble(STRONGEST, PALEST),
                random.nextDouble(STRONGEST, PALEST));
        return white ? Ground.WHITE : Ground.shaded(pale, pale.mix(new Rgb(1, 1, 1), FADING));
    }
}
