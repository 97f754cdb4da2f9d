package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The Spanish notebook's cutouts: crops resampled to CLIP's size, then flipped, blurred, moved, tilted and recoloured
 * at random, then noise. Nothing is clamped. Draws all windows first, then augmentation by augmentation for all
 * cutouts.
 */
public final class AugmentedCutouts implements CutoutMethod {
    private static final double CUT_POWER = 1;

    /** In the order in which they are applied and drawn. */
    private static final List<Augmentation> AUGMENTATIONS = List.of(
            new RandomFlip(0.5),
            new RandomSharpness(0.3, 0.4),
            new RandomAffine(30, 0.1, 0.8),
            new RandomPerspective(0.2, 0.4),
            new RandomColorJitter(0, 0, 0.01, 0.01, 0.7),
            new RandomNoise(0.1));

    private final RandomCrops crops = new RandomCrops(CUT_POWER);

    @Override
    public List<Cutout> draw(int height, int width, int count, int size, RandomGenerator random) {
        List<Window> windows = new ArrayList<>();
        List<List<@Nullable Transform<?>>> transforms = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            windows.add(crops.draw(height, width, size, random));
            transforms.add(new ArrayList<>());
        }
        for (Augmentation augmentation : AUGMENTATIONS) {
            List<@Nullable Transform<?>> drawn = augmentation.draw(count, size, random);
            for (int k = 0; k < count; k++) {
                transforms.get(k).add(drawn.get(k));
            }
        }
        List<Cutout> cutouts = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            cutouts.add(new Cutout(windows.get(k), transforms.get(k)));
        }
        return cutouts;
    }

    @Override
    public int inputsKept() {
        return (int) AUGMENTATIONS.stream().filter(Augmentation::needsInput).count();
    }
}
