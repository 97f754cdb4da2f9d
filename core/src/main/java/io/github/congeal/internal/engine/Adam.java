package io.github.congeal.internal.engine;

/** Adam (Kingma and Ba 2015, algorithm 1) with torch's defaults: β 0.9 and 0.999, ε 1e-8. */
public final class Adam implements Optimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double stepSize;
    private final float[] mean;
    private final float[] square;
    private int steps;

    /**
     * An optimiser for a latent of the given length.
     *
     * @param stepSize the learning rate
     */
    public Adam(double stepSize, int length) {
        this.stepSize = stepSize;
        this.mean = new float[length];
        this.square = new float[length];
    }

    @Override
    public void step(float[] latent, float[] gradient) {
        steps++;
        double rate = stepSize / (1 - Math.pow(BETA1, steps));
        double rootCorrection = Math.sqrt(1 - Math.pow(BETA2, steps));
        for (int i = 0; i < latent.length; i++) {
            float g = gradient[i];
            mean[i] = (float) (BETA1 * mean[i] + (1 - BETA1) * g);
            square[i] = (float) (BETA2 * square[i] + (1 - BETA2) * g * g);
            latent[i] -= (float) (rate * mean[i] / (Math.sqrt(square[i]) / rootCorrection + EPSILON));
        }
    }
}
