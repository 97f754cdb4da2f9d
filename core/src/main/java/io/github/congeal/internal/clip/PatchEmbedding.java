package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/**
 * The patch embedding of a vision transformer, pictures {@code [N, R, R, 3]} to tokens {@code [N, T, C]}: a linear map of each
 * patch, preceded by the class token, plus the positional embedding. CLIP's normalisation of pictures is merged into the map
 * and the positional embedding.
 */
final class PatchEmbedding implements Layer {
    private static final int CHANNELS = 3;

    private final ClipArchitecture.ViT sizes;
    private final Linear map;
    private final Tensor terms;

    /** An embedding from {@code conv1.weight}, {@code class_embedding} and {@code positional_embedding}. */
    PatchEmbedding(Weights visual, ClipArchitecture.ViT sizes, PictureStatistics statistics) {
        this.sizes = sizes;
        int patch = sizes.patch();
        int width = sizes.width();
        int tokens = sizes.tokens();
        float[] kernels = visual.borrow("conv1.weight", width, CHANNELS, patch, patch);
        float[] classToken = visual.read("class_embedding", width);
        float[] added = visual.read("positional_embedding", tokens, width);
        int area = patch * patch;
        float[] merged = new float[width * area * CHANNELS];
        for (int o = 0; o < width; o++) {
            double shift = 0;
            for (int c = 0; c < CHANNELS; c++) {
                for (int k = 0; k < area; k++) {
                    double weight = kernels[(o * CHANNELS + c) * area + k] / statistics.deviation(c);
                    merged[(o * area + k) * CHANNELS + c] = (float) weight;
                    shift += weight * statistics.mean(c);
                }
            }
            added[o] += classToken[o];
            for (int t = 1; t < tokens; t++) {
                added[t * width + o] -= (float) shift;
            }
        }
        this.map = new Linear(visual, merged, null, area * CHANNELS, width);
        this.terms = visual.keep(added, (long) tokens * width);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        long n = input.dimension(0);
        Tensor patches = tape.take(n, sizes.tokens(), (long) sizes.patch() * sizes.patch() * CHANNELS);
        tape.kernels().cutPatches(input, sizes.patch(), patches);
        input.close();
        Tensor tokens = map.forward(patches, tape);
        tape.kernels().addBias(tokens.reshape(n, terms.length()), terms);
        return tokens;
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        try (Tensor patches = map.backward(gradient, tape)) {
            Tensor pictures = tape.take(patches.dimension(0), sizes.resolution(), sizes.resolution(), CHANNELS);
            tape.kernels().joinPatches(patches, sizes.patch(), pictures);
            return pictures;
        }
    }
}
