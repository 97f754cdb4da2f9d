package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.AdamUpdate;
import io.github.congeal.internal.tensor.Tensor;

/** One step of Adam in one pass over float32. */
final class FusedAdam {
    private final HostLoop loop;
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final double rate;
    private final double rootCorrection;

    /** One step, counted from 1. */
    FusedAdam(HostLoops loops, AdamUpdate update, double rate, int step) {
        this.loop = loops.of(2048, 4);
        this.beta1 = update.beta1();
        this.beta2 = update.beta2();
        this.epsilon = update.epsilon();
        this.rate = rate / update.correction(step);
        this.rootCorrection = update.rootCorrection(step);
    }

    void move(Tensor x, Tensor gradient, Tensor mean, Tensor square) {
        loop.run(x.length(), (from, count, a) -> {
            x.read(from, a[0], 0, count);
            gradient.read(from, a[1], 0, count);
            mean.read(from, a[2], 0, count);
            square.read(from, a[3], 0, count);
            move(a, count);
            x.write(from, a[0], 0, count);
            mean.write(from, a[2], 0, count);
            square.write(from, a[3], 0, count);
        });
    }

    private void move(float[][] a, int count) {
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
