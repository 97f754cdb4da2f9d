package io.github.congeal.internal.guidance;

import java.util.SplittableRandom;

/**
 * Adds normally distributed noise, independent from value to value. Nothing is clamped.
 *
 * @param strength its standard deviation
 * @param seed what the noise is made from
 */
record Noise(float strength, long seed) implements Transform {
    @Override
    public void forward(float[] in, float[] out, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < size * size * 3; i++) {
            out[i] = in[i] + strength * (float) random.nextGaussian();
        }
    }

    @Override
    public void backward(float[] in, float[] outGradient, float[] inGradient, int size) {
        System.arraycopy(outGradient, 0, inGradient, 0, size * size * 3);
    }

    @Override
    public BatchTransform batch(Stage stage, CutoutBatch batch) {
        return new BatchNoise(stage, batch);
    }
}
