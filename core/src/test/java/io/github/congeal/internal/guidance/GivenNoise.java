package io.github.congeal.internal.guidance;

/**
 * Noise that was drawn elsewhere, to repeat a step of the reference implementation.
 *
 * @param strength its standard deviation
 * @param values standard normal values, {@code [size, size, 3]}
 */
public record GivenNoise(float strength, float[] values) implements Transform {
    @Override
    public void forward(float[] in, float[] out, int size) {
        for (int i = 0; i < size * size * 3; i++) {
            out[i] = in[i] + strength * values[i];
        }
    }

    @Override
    public void backward(float[] in, float[] outGradient, float[] inGradient, int size) {
        System.arraycopy(outGradient, 0, inGradient, 0, size * size * 3);
    }
}
