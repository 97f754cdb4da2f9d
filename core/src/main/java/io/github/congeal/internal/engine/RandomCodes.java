package io.github.congeal.internal.engine;

import java.util.random.RandomGenerator;

/** Parameters drawn at random, for a latent a code of the codebook for each place: the notebooks' start. */
public record RandomCodes() implements Start {
    @Override
    public void begin(Canvas canvas, RandomGenerator random) {
        canvas.beginAtRandom(random);
    }
}
