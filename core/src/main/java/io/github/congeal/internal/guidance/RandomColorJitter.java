package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.ColourChange;
import io.github.congeal.internal.tensor.ColourFactors;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Shifts the colours of cutouts a little. All four changes run even if they change nothing, because of their clamps,
 * and in the same order for the whole batch. Draws the order (three whole numbers), then for each cutout whether it is
 * changed and, if so, brightness, contrast, saturation and hue.
 *
 * @param brightness the largest change of brightness, 0..1
 * @param contrast the largest change of contrast, 0..1
 * @param saturation the largest change of saturation, 0..1
 * @param hue the largest rotation of the hue, 0..0.5 turns
 * @param probability the probability that a cutout is changed
 */
record RandomColorJitter(double brightness, double contrast, double saturation, double hue, double probability)
        implements Augmentation {
    /** The changes in the order of kornia's numbering. */
    static final List<ColourChange> CHANGES =
            List.of(ColourChange.BRIGHTNESS, ColourChange.CONTRAST, ColourChange.SATURATION, ColourChange.HUE);

    @Override
    public List<@Nullable Transform<?>> draw(int count, int size, RandomGenerator random) {
        Colour kind = new Colour(shuffled(random));
        return Draw.each(count, probability, random, () -> kind.with(one(random)));
    }

    private ColourFactors one(RandomGenerator random) {
        return new ColourFactors(
                (float) Draw.uniform(random, 1 - brightness, 1 + brightness),
                (float) Draw.uniform(random, 1 - contrast, 1 + contrast),
                (float) Draw.uniform(random, 1 - saturation, 1 + saturation),
                (float) Draw.uniform(random, -hue, hue));
    }

    /** A random order of the four changes, uniformly. */
    private static List<ColourChange> shuffled(RandomGenerator random) {
        List<ColourChange> left = new ArrayList<>(CHANGES);
        List<ColourChange> order = new ArrayList<>();
        while (left.size() > 1) {
            order.add(left.remove(random.nextInt(left.size())));
        }
        order.addAll(left);
        return order;
    }

    @Override
    public boolean needsInput() {
        return true;
    }
}
