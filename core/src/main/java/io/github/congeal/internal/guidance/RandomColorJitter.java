package io.github.congeal.internal.guidance;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Shifts the colours of cutouts a little. All four changes run even when they change nothing, for the sake of their
 * clamps, and in an order that is the same for the whole batch. Draws the order (three whole numbers), then per cutout
 * a coin and, if it fell, brightness, contrast, saturation and hue.
 *
 * @param brightness largest change of brightness, 0..1
 * @param contrast largest change of contrast, 0..1
 * @param saturation largest change of saturation, 0..1
 * @param hue largest turn of the hue, 0..0.5
 * @param probability that a cutout is changed
 */
record RandomColorJitter(double brightness, double contrast, double saturation, double hue, double probability)
        implements Augmentation {
    @Override
    public void draw(List<List<Transform>> batch, int size, RandomGenerator random) {
        List<ColorJitter.Change> order = shuffled(random);
        for (List<Transform> transforms : batch) {
            if (Draw.happens(random, probability)) {
                transforms.add(new ColorJitter(
                        order,
                        (float) Draw.uniform(random, 1 - brightness, 1 + brightness),
                        (float) Draw.uniform(random, 1 - contrast, 1 + contrast),
                        (float) Draw.uniform(random, 1 - saturation, 1 + saturation),
                        (float) Draw.uniform(random, -hue, hue)));
            }
        }
    }

    /** A random order of the four changes, all orders alike. */
    private static List<ColorJitter.Change> shuffled(RandomGenerator random) {
        List<ColorJitter.Change> left = new ArrayList<>(List.of(ColorJitter.Change.values()));
        List<ColorJitter.Change> order = new ArrayList<>();
        while (left.size() > 1) {
            order.add(left.remove(random.nextInt(left.size())));
        }
        order.addAll(left);
        return List.copyOf(order);
    }

    @Override
    public boolean needsInput() {
        return true;
    }
}
