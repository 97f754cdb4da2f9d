package io.github.congeal.internal.engine;

import java.util.random.RandomGenerator;

/** Begins with random parameters: for a latent, a random code at each position, as in the VQGAN+CLIP notebooks. */
public record RandomCodes() implements Start {
    @Override
    public void begin(Canvas canvas, RandomGenerator random) {
        canvas.beginAtRandom(random);
    }
}
