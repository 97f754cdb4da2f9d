package io.github.congeal.internal.guidance;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The first notebook's cutouts: crops resampled to CLIP's size and clamped to 0..1, because the resampling overshoots.
 * Draws the windows one after the other.
 */
public final class PlainCutouts implements CutoutMethod {
    private static final double CUT_POWER = 1;

    private final RandomCrops crops = new RandomCrops(CUT_POWER);

    @Override
    public List<Cutout> draw(int height, int width, int count, int size, RandomGenerator random) {
        List<Cutout> cutouts = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            cutouts.add(new Cutout(crops.draw(height, width, size, random), List.of(Colour.CLAMP)));
        }
        return cutouts;
    }

    @Override
    public int inputsKept() {
        return 1;
    }
}
