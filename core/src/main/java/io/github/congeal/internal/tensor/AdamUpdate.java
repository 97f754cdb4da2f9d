package io.github.congeal.internal.tensor;

/**
 * The arithmetic of Adam (Kingma and Ba 2015, algorithm 1), wherever the numbers are: a {@link HostLoop} on the CPU, ND4J's
 * own operation elsewhere.
 *
 * @param beta1 how much of the mean of gradients is kept at each step
 * @param beta2 how much of the mean of their squares is kept
 * @param epsilon what is added to the root of the latter
 */
public record AdamUpdate(double beta1, double beta2, double epsilon) {
    private static final HostLoop LOOP = new HostLoop(2048, 4);

    /**
     * Takes one step. All tensors have as many numbers.
     *
     * @param rate the learning rate
     * @param step its number, from 1
     * @param x moved against its gradient
     * @param gradient undefined afterwards
     * @param mean of the gradients, zeros before the first step
     * @param square mean of the squares of the gradients, zeros before the first step
     */
    public void step(Ops ops, double rate, int step, Tensor x, Tensor gradient, Tensor mean, Tensor square) {
        double rootCorrection = Math.sqrt(1 - Math.pow(beta2, step));
        if (!HostLoop.suits(x)) {
            // ND4J adds its epsilon before the root is corrected.
            double[] arguments = {rate, beta1, beta2, epsilon * rootCorrection};
            ops.execute(
                    "adam_updater",
                    new Tensor[] {gradient, square, mean},
                    new int[] {step - 1},
                    arguments,
                    gradient,
                    square,
                    mean);
            ops.combine(Ops.Pair.SUBTRACT, x, gradient, x);
            return;
        }
        double corrected = rate / (1 - Math.pow(beta1, step));
        LOOP.run(x.length(), (from, count, a) -> {
            x.read(from, a[0], 0, count);
            gradient.read(from, a[1], 0, count);
            mean.read(from, a[2], 0, count);
            square.read(from, a[3], 0, count);
            move(a, corrected, rootCorrection, count);
            x.write(from, a[0], 0, count);
            mean.write(from, a[2], 0, count);
            square.write(from, a[3], 0, count);
        });
    }

    private void move(float[][] a, double rate, double rootCorrection, int count) {
        float[] x = a[0];
        float[] mean = a[2];
        float[] square = a[3];
        for (int i = 0; i < count; i++) {
            float g = a[1][i];
            mean[i] = (float) (beta1 * mean[i] + (1 - beta1) * g);
            square[i] = (float) (beta2 * square[i] + (1 - beta2) * g * g);
            x[i] -= (float) (rate * mean[i] / (Math.sqrt(square[i]) / rootCorrection + epsilon));
        }
    }
}
