package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.vqgan.Vqgan;
import java.util.random.RandomGenerator;

/** Where a run begins. */
public interface Start {
    /**
     * The first latent, {@code [height / f, width / f, D]}.
     *
     * @param width the picture's width
     * @param height the picture's height
     */
    float[] latent(Vqgan vqgan, int width, int height, RandomGenerator random, Tape tape);
}
