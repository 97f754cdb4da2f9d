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
 * The sizes of a VQGAN, inferred from the names and shapes of its tensors.
 *
 * @param channels the channels of the encoder's first convolution
 * @param widths the channels of each level, from the highest resolution to the lowest
 * @param blocks the residual blocks of a level of the encoder
 * @param attentionLevels the levels whose residual blocks are followed by attention
 * @param middleAttention whether there is attention between the two residual blocks at the lowest resolution
 * @param latentChannels the channels z of the encoder's output and the decoder's input
 * @param codeWidth the dimension D of a code
 * @param codes the number of codes in the codebook
 * @param choice how a code is chosen for an encoded vector
 * @param groups the groups of every normalisation, which cannot be inferred
 * @param style how it is built from its parts
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
        CodeChoice choice,
        int groups,
        Style style) {

    /** The codebook's name for {@link CodeChoice#NEAREST} and {@link CodeChoice#PRODUCT}. */
    static final String NEAREST_CODEBOOK = "quantize.embedding.weight";

    /** The codebook's name for {@link CodeChoice#DIRECTION}. */
    static final String DIRECTION_CODEBOOK = "quantize.directions.weight";

    /** The codebook's name for {@link CodeChoice#DRAWN}. */
    static final String GUMBEL_CODEBOOK = "quantize.embed.weight";

    /** The residual blocks per level of IBQ's models; taming's have two. */
    private static final int BLOCKS_OF_IBQ = 4;

    /** Copies the collections. */
    public VqganArchitecture {
        widths = List.copyOf(widths);
        attentionLevels = Set.copyOf(attentionLevels);
    }

    /**
     * The architecture of a checkpoint.
     *
     * @param configuration what cannot be inferred from names and shapes
     * @throws CheckpointException if it is not a VQGAN, or if it is not known how its codes are chosen
     */
    public static VqganArchitecture of(Weights weights, VqganConfiguration configuration) {
        int groups = configuration.groups();
        CodeChoice named = weights.has(NEAREST_CODEBOOK)
                ? CodeChoice.NEAREST
                : weights.has(DIRECTION_CODEBOOK)
                        ? CodeChoice.DIRECTION
                        : weights.has(GUMBEL_CODEBOOK) ? CodeChoice.DRAWN : CodeChoice.NEAREST;
        long[] codebook = shape(weights, codebook(named), 2);
        List<Integer> widths = new ArrayList<>();
        Set<Integer> attentionLevels = new TreeSet<>();
        do {
            int level = widths.size();
            widths.add(width(weights, "encoder.down.%s.block.0.conv1.weight".formatted(level), groups));
            if (weights.has("encoder.down.%s.attn.0.norm.weight".formatted(level))) {
                attentionLevels.add(level);
            }
        } while (weights.has("encoder.down.%s.block.0.conv1.weight".formatted(widths.size())));
        int blocks = 1;
        while (weights.has("encoder.down.0.block.%s.conv1.weight".formatted(blocks))) {
            blocks++;
        }
        Style style =
                weights.has("quant_conv.weight") || weights.has("encoder.conv_in.bias") ? Style.TAMING : Style.MASKGIT;
        if (named == CodeChoice.NEAREST && configuration.choice() == null && blocks == BLOCKS_OF_IBQ) {
            throw new CheckpointException(weights.origin(), """
                    with %s residual blocks a level it may be an IBQ, whose codes are chosen in another way, and no \
                    config.json beside it tells: write one, {"Name": ["IBQ"]} if it is, else {"Name": ["VQ"]}\
                    """.formatted(blocks));
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
                named == CodeChoice.NEAREST && configuration.choice() != null ? configuration.choice() : named,
                groups,
                style);
    }

    private static String codebook(CodeChoice choice) {
        return switch (choice) {
            case NEAREST, PRODUCT -> NEAREST_CODEBOOK;
            case DIRECTION -> DIRECTION_CODEBOOK;
            case DRAWN -> GUMBEL_CODEBOOK;
        };
    }

    /** The name of its codebook. */
    String codebook() {
        return codebook(choice);
    }

    /** The residual blocks of a level of the decoder. */
    public int decoderBlocks() {
        return blocks + style.moreBlocks();
    }

    private static int width(Weights weights, String convolution, int groups) {
        long width = shape(weights, convolution, 4)[0];
        if (groups < 1 || width % groups != 0) {
            throw weights.refusal(
                    convolution, "a width of %s cannot be normalised in %s groups".formatted(width, groups));
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

    /** The number of resolutions. */
    public int levels() {
        return widths.size();
    }

    /** The downsampling factor f: the pixels per code in each direction. */
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
