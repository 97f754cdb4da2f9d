package io.github.congeal.internal.guidance;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Adds noise to every cutout, each with a strength of its own. Draws per cutout the strength and a seed for the noise
 * itself, so that the noise need not be stored and comes out the same whichever cutouts are made together.
 *
 * @param most the largest standard deviation
 */
record RandomNoise(double most) implements Augmentation {
    @Override
    public void draw(List<List<Transform>> batch, int size, RandomGenerator random) {
        for (List<Transform> transforms : batch) {
            transforms.add(new Noise((float) Draw.uniform(random, 0, most), random.nextLong()));
        }
    }
}
