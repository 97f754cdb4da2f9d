package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Windows of the picture, each of which is then augmented. All windows are drawn first, then each augmentation for all
 * cutouts.
 *
 * @param framing chooses the windows
 * @param augmentations in the order in which they are applied and drawn
 */
record FramedCutouts(Framing framing, List<Augmentation> augmentations) implements CutoutMethod {
    /** Copies the list. */
    FramedCutouts {
        augmentations = List.copyOf(augmentations);
    }

    @Override
    public CutoutMethod at(int step) {
        return new FramedCutouts(framing.at(step), augmentations);
    }

    @Override
    public List<Cutout> draw(int height, int width, int count, int size, RandomGenerator random) {
        List<Window> windows = framing.draw(height, width, count, size, random);
        List<List<@Nullable Transform<?>>> transforms = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            transforms.add(new ArrayList<>());
        }
        for (Augmentation augmentation : augmentations) {
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
        return (int) augmentations.stream().filter(Augmentation::needsInput).count();
    }
}
