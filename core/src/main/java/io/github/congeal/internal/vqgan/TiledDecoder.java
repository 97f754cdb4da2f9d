package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * Decodes a latent tile by tile and blends the tiles. Only the latent is saved: the backward pass decodes each tile again, so
 * that the activations of only one tile are in memory.
 */
final class TiledDecoder implements Layer {
    private final Layer decoder;
    private final int factor;

    /**
     * A tiled decoder.
     *
     * @param decoder decodes one tile
     * @param factor the pixels per code in each direction
     */
    TiledDecoder(Layer decoder, int factor) {
        this.decoder = decoder;
        this.factor = factor;
    }

    @Override
    public Tensor forward(Tensor latent, Tape tape) {
        Tiling tiling = Tiling.of(latent.dimension(1), latent.dimension(2), tape);
        Tensor picture =
                tape.take(1, (long) factor * latent.dimension(1), (long) factor * latent.dimension(2), Parts.COLOURS);
        tape.kernels().fill(picture, 0);
        boolean recording = tape.record(false);
        try {
            for (int i = 0; i < tiling.count(); i++) {
                try (Tensor drawn = decoder.forward(tiling.cut(latent, i, 1, tape), tape)) {
                    tiling.weigh(drawn, i, factor, tape);
                    tiling.add(drawn, picture, i, factor, tape);
                }
            }
        } finally {
            tape.record(recording);
        }
        tape.save(latent);
        return picture;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        try (Tensor latent = tape.restore();
                gradient) {
            Tiling tiling = Tiling.of(latent.dimension(1), latent.dimension(2), tape);
            Tensor result = tape.take(latent.shape());
            tape.kernels().fill(result, 0);
            for (int i = 0; i < tiling.count(); i++) {
                decoder.replay(tiling.cut(latent, i, 1, tape), tape);
                Tensor ofTile = tiling.cut(gradient, i, factor, tape);
                tiling.weigh(ofTile, i, factor, tape);
                try (Tensor ofLatent = decoder.backward(ofTile, tape)) {
                    tiling.add(ofLatent, result, i, 1, tape);
                }
            }
            return result;
        }
    }
}
