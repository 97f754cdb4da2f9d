package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.ExpectedShapes;
import io.github.congeal.internal.nn.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * The sizes of a CLIP, inferred from the names and shapes of its weights, and its configuration, which cannot be
 * inferred.
 *
 * @param image the sizes of the image tower
 * @param text the sizes of the text tower
 * @param dimension the dimension of an embedding
 * @param configuration the configuration
 */
public record ClipArchitecture(Image image, Text text, int dimension, ClipConfiguration configuration) {
    /** An architecture with OpenAI's configuration. */
    public ClipArchitecture(Image image, Text text, int dimension) {
        this(image, text, dimension, ClipConfiguration.OPENAI);
    }

    /**
     * The architecture of the CLIP with these weights and OpenAI's configuration.
     *
     * @throws io.github.congeal.CheckpointException if the weights are not those of a CLIP
     */
    public static ClipArchitecture of(Weights weights) {
        return of(weights, ClipConfiguration.OPENAI);
    }

    /**
     * The architecture of the CLIP with these weights and a configuration.
     *
     * @throws io.github.congeal.CheckpointException if the weights are not those of a CLIP
     */
    public static ClipArchitecture of(Weights weights, ClipConfiguration configuration) {
        Image image = weights.has("visual.layer1.0.conv1.weight")
                ? ResNet.of(weights.at("visual"))
                : ViT.of(weights.at("visual"), configuration.imageHeadWidth());
        return new ClipArchitecture(
                image,
                Text.of(weights, configuration.textHeadWidth()),
                dimension(weights, "text_projection", 1, 2),
                configuration);
    }

    /** The names and shapes of its tensors. */
    public ExpectedShapes tensors() {
        return ClipTensors.of(this);
    }

    /** The sizes of an image tower. */
    public sealed interface Image {
        /** The side R of the input pictures, in pixels. */
        int resolution();
    }

    /**
     * The sizes of a vision transformer.
     *
     * @param resolution the side R of the input pictures, in pixels
     * @param patch the side of a patch, in pixels
     * @param width the width C of a token
     * @param layers the number of transformer blocks
     */
    public record ViT(int resolution, int patch, int width, int layers) implements Image {
        private static ViT of(Weights visual, int headWidth) {
            int patch = dimension(visual, "conv1.weight", 3, 4);
            int width = dimension(visual, "conv1.weight", 0, 4);
            requireWholeHeads(visual, "conv1.weight", width, headWidth);
            return new ViT(patch * side(visual, "positional_embedding"), patch, width, blocks(visual));
        }

        /** The number of patches along each side. */
        int grid() {
            return resolution / patch;
        }

        /** The number of tokens of a picture: the class token and one for each patch. */
        int tokens() {
            return 1 + grid() * grid();
        }
    }

    /**
     * The sizes of CLIP's ResNet.
     *
     * @param resolution the side R of the input pictures, in pixels
     * @param width the channels of the stem's output
     * @param layers the number of blocks of each of the four layers
     */
    public record ResNet(int resolution, int width, List<Integer> layers) implements Image {
        /** The ratio of the picture's side to that of the attention pool's input. */
        static final int REDUCTION = 32;

        /** The ratio of the channels of the attention pool's input to the stem's. */
        static final int GROWTH = 32;

        private static final int LAYERS = 4;

        /** Copies the list. */
        public ResNet {
            layers = List.copyOf(layers);
        }

        private static ResNet of(Weights visual) {
            List<Integer> layers = new ArrayList<>();
            for (int i = 1; i <= LAYERS; i++) {
                layers.add(count(visual.at("layer" + i), ".conv1.weight"));
            }
            int width = dimension(visual, "layer1.0.conv1.weight", 0, 4);
            requireWholeHeads(visual, "layer1.0.conv1.weight", width * GROWTH, ClipConfiguration.USUAL_HEAD_WIDTH);
            return new ResNet(REDUCTION * side(visual.at("attnpool"), "positional_embedding"), width, layers);
        }

        /** The side of the attention pool's input. */
        int grid() {
            return resolution / REDUCTION;
        }

        /** The inner channels of the blocks of a layer, counted from 0. */
        int planes(int layer) {
            return width << layer;
        }

        /**
         * The stride of a block: 2 for the first block of each layer except the first, otherwise 1.
         */
        int stride(int layer, int block) {
            return layer > 0 && block == 0 ? 2 : 1;
        }

        /** The attention heads of the attention pool. */
        int numHeads() {
            return ClipArchitecture.numHeads(width * GROWTH, ClipConfiguration.USUAL_HEAD_WIDTH);
        }
    }

    /**
     * The sizes of a text tower.
     *
     * @param context the number of tokens of a text, padding included
     * @param vocabulary the number of different tokens
     * @param width the width C of a token
     * @param layers the number of transformer blocks
     */
    public record Text(int context, int vocabulary, int width, int layers) {
        private static Text of(Weights weights, int headWidth) {
            int width = dimension(weights, "positional_embedding", 1, 2);
            requireWholeHeads(weights, "positional_embedding", width, headWidth);
            return new Text(
                    dimension(weights, "positional_embedding", 0, 2),
                    dimension(weights, "token_embedding.weight", 0, 2),
                    width,
                    blocks(weights));
        }
    }

    /** The attention heads of a block of the vision transformer. */
    int imageHeads() {
        return numHeads(((ViT) image).width(), configuration.imageHeadWidth());
    }

    /** The attention heads of a block of the text tower. */
    int textHeads() {
        return numHeads(text.width(), configuration.textHeadWidth());
    }

    private static int numHeads(int width, int headWidth) {
        return Math.max(width / headWidth, 1);
    }

    private static void requireWholeHeads(Weights weights, String name, int width, int headWidth) {
        int heads = numHeads(width, headWidth);
        if (width % heads != 0) {
            throw weights.refusal(name, "a width of %s does not part into %s heads".formatted(width, heads));
        }
    }

    private static int blocks(Weights weights) {
        return count(weights.at("transformer").at("resblocks"), ".ln_1.weight");
    }

    /** The number of tensors {@code 0.name}, {@code 1.name}, …; at least one is required. */
    private static int count(Weights weights, String name) {
        int count = 0;
        while (weights.has(count + name)) {
            count++;
        }
        if (count == 0) {
            throw weights.refusal(0 + name, "there is no such tensor, so this is no CLIP");
        }
        return count;
    }

    /** The side of the grid of positions, of which there is one more for the class token. */
    private static int side(Weights weights, String name) {
        int positions = dimension(weights, name, 0, 2);
        int side = (int) Math.round(Math.sqrt(positions - 1));
        if (side < 1 || side * side + 1 != positions) {
            throw weights.refusal(name, "%s positions are not a square and one".formatted(positions));
        }
        return side;
    }

    private static int dimension(Weights weights, String name, int index, int rank) {
        if (!weights.has(name)) {
            throw weights.refusal(name, "there is no such tensor, so this is no CLIP");
        }
        long[] shape = weights.shape(name);
        if (shape.length != rank) {
            throw weights.refusal(name, "expected %s dimensions, found %s".formatted(rank, shape.length));
        }
        if (shape[index] < 1 || shape[index] > Integer.MAX_VALUE) {
            throw weights.refusal(name, "dimension %s is %s".formatted(index, shape[index]));
        }
        return (int) shape[index];
    }
}
