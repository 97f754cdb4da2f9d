package io.github.congeal.internal.vqgan;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.nn.ExpectedShapes;
import io.github.congeal.internal.nn.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The sizes of a VQGAN, as inferred from its checkpoint's names and shapes.
 *
 * @param channels the width behind the encoder's first convolution
 * @param widths the width of each level, the one of the highest resolution first
 * @param blocks the residual blocks of a level of the encoder; the decoder has one more
 * @param attentionLevels the levels whose blocks are followed by attention
 * @param middleAttention whether there is attention between the two blocks at the lowest resolution
 * @param latentChannels the width at the encoder's end and at the decoder's beginning
 * @param codeWidth the width of a code
 * @param codes how many codes the codebook holds
 * @param gumbel whether the encoder's codes are drawn (Gumbel) instead of being the nearest
 * @param groups the groups of every normalisation: the one size that no shape tells
 */
public record VqganArchitecture(
        int channels,
        List<Integer> widths,
        int blocks,
        Set<Integer> attentionLevels,
        boolean middleAttention,
        int latentChannels,
        int codeWidth,
        int codes,
        boolean gumbel,
        int groups) {

    /** The groups of every normalisation in taming's models. */
    public static final int USUAL_GROUPS = 32;

    /** The codebook of the quantiser that takes the nearest code. */
    static final String NEAREST_CODEBOOK = "quantize.embedding.weight";

    /** The codebook of the quantiser that draws. */
    static final String GUMBEL_CODEBOOK = "quantize.embed.weight";

    /** An architecture of the given sizes. */
    public VqganArchitecture {
        widths = List.copyOf(widths);
        attentionLevels = Set.copyOf(attentionLevels);
    }

    /**
     * The architecture of a checkpoint.
     *
     * @param groups the groups of every normalisation
     * @throws CheckpointException if it is not that of a VQGAN
     */
    public static VqganArchitecture of(Weights weights, int groups) {
        boolean gumbel = weights.has(GUMBEL_CODEBOOK) && !weights.has(NEAREST_CODEBOOK);
        long[] codebook = shape(weights, gumbel ? GUMBEL_CODEBOOK : NEAREST_CODEBOOK, 2);
        List<Integer> widths = new ArrayList<>();
        Set<Integer> attentionLevels = new TreeSet<>();
        do {
            int level = widths.size();
            widths.add(width(weights, "encoder.down.%d.block.0.conv1.weight".formatted(level), groups));
            if (weights.has("encoder.down.%d.attn.0.norm.weight".formatted(level))) {
                attentionLevels.add(level);
            }
        } while (weights.has("encoder.down.%d.block.0.conv1.weight".formatted(widths.size())));
        int blocks = 1;
        while (weights.has("encoder.down.0.block.%d.conv1.weight".formatted(blocks))) {
            blocks++;
        }
        return new VqganArchitecture(
                width(weights, "encoder.conv_in.weight", groups),
                widths,
                blocks,
                attentionLevels,
                weights.has("encoder.mid.attn_1.norm.weight"),
                (int) shape(weights, "decoder.conv_in.weight", 4)[1],
                (int) codebook[1],
                (int) codebook[0],
                gumbel,
                groups);
    }

    private static int width(Weights weights, String convolution, int groups) {
        long width = shape(weights, convolution, 4)[0];
        if (groups < 1 || width % groups != 0) {
            throw weights.refusal(
                    convolution, "a width of %d cannot be normalised in %d groups".formatted(width, groups));
        }
        return (int) width;
    }

    private static long[] shape(Weights weights, String name, int rank) {
        if (!weights.has(name)) {
            throw new CheckpointException(weights.origin(), "this is no VQGAN: it has no tensor " + name);
        }
        long[] shape = weights.shape(name);
        if (shape.length != rank || Arrays.stream(shape).anyMatch(size -> size < 1 || size > Integer.MAX_VALUE)) {
            throw weights.refusal(name, "the shape %s is none of a VQGAN's".formatted(Arrays.toString(shape)));
        }
        return shape;
    }

    /** The names and shapes of its tensors. */
    public ExpectedShapes tensors() {
        return VqganTensors.of(this);
    }

    /** How many resolutions there are. */
    public int levels() {
        return widths.size();
    }

    /** How many pixels, in each direction, one code stands for: f. */
    public int factor() {
        return 1 << (levels() - 1);
    }

    int deepestWidth() {
        return widths.get(levels() - 1);
    }

    boolean hasAttention(int level) {
        return attentionLevels.contains(level);
    }
}
