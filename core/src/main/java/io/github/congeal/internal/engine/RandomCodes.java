package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.vqgan.Vqgan;
import java.util.random.RandomGenerator;

/** A code of the codebook for each place, drawn at random: the notebooks' start. */
public record RandomCodes() implements Start {
    @Override
    public float[] latent(Vqgan vqgan, int width, int height, RandomGenerator random, Tape tape) {
        return vqgan.quantizer().randomCodes(height / vqgan.factor(), width / vqgan.factor(), random);
    }
}
