package io.github.congeal.internal.sketcher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.congeal.CheckpointException;
import io.github.congeal.internal.nn.ExpectedShapes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The sizes of a sketcher, given by the metadata of its file.
 *
 * @param width the width of a token
 * @param layers the number of transformer blocks
 * @param numHeads the number of attention heads
 * @param codes the number of the VQGAN's codes
 * @param side the side of a picture in codes, even
 * @param codeWidth the dimension of a code's embedding
 * @param outWidth the dimension of the dot products that are the logits of codes
 * @param words the number of words of a text among the inputs
 * @param wordWidth the dimension of a word's embedding
 * @param meaningWidth the dimension of a text's embedding
 * @param neighbours the number of the book's drawings among the inputs
 * @param styles the names of the styles; the first one stands for any style
 * @param arrangements the number of arrangements of objects
 */
record SketcherArchitecture(
        int width,
        int layers,
        int numHeads,
        int codes,
        int side,
        int codeWidth,
        int outWidth,
        int words,
        int wordWidth,
        int meaningWidth,
        int neighbours,
        List<String> styles,
        int arrangements) {
    /** The key of the metadata that holds the sizes, as a JSON object. */
    static final String SIZES = "congeal.sketcher";

    /** The key of the metadata that holds the names of the styles, as a JSON array. */
    static final String STYLES = "styles";

    /** The number of codes per token: a block of 2x2. */
    static final int BLOCK = 4;

    /** The ratio of the MLP's hidden width to the width. */
    static final int GROWTH = 4;

    private static final int LARGEST = 1 << 16;
    private static final int MOST_LAYERS = 1000;
    private static final int LARGEST_SIDE = 256;
    private static final int LONGEST_SEQUENCE_PART = 1024;

    /**
     * Reads the architecture from a file's metadata.
     *
     * @param source the file's name, for messages
     * @throws CheckpointException if there is none, or it is not valid
     */
    static SketcherArchitecture of(Map<String, String> metadata, String source) {
        Sizes sizes = new Sizes(source, numbers(metadata, source));
        List<String> styles = styles(metadata, source);
        SketcherArchitecture architecture = new SketcherArchitecture(
                sizes.get("width", LARGEST),
                sizes.get("layers", MOST_LAYERS),
                sizes.get("heads", LARGEST),
                sizes.get("codes", LARGEST),
                sizes.get("side", LARGEST_SIDE),
                sizes.get("code_width", LARGEST),
                sizes.get("out_width", LARGEST),
                sizes.get("words", LONGEST_SEQUENCE_PART),
                sizes.get("word_width", LARGEST),
                sizes.get("meaning_width", LARGEST),
                sizes.get("neighbours", LONGEST_SEQUENCE_PART),
                styles,
                sizes.get("arrangements", LARGEST));
        sizes.require(architecture.side % 2 == 0, "the side %s is odd".formatted(architecture.side));
        sizes.require(
                architecture.width % architecture.numHeads == 0,
                "a width of %s cannot be shared by %s heads".formatted(architecture.width, architecture.numHeads));
        sizes.require(
                architecture.arrangements > Composition.SEVERAL,
                "%s arrangements are too few".formatted(architecture.arrangements));
        sizes.require(styles.size() == sizes.get("styles", LARGEST), "%s styles have names".formatted(styles.size()));
        return architecture;
    }

    private static Map<String, Integer> numbers(Map<String, String> metadata, String source) {
        Map<String, Integer> numbers = new HashMap<>();
        try (JsonParser parser = json(metadata, SIZES, source)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    numbers.put(parser.currentName(), parser.getIntValue());
                }
            }
        } catch (IOException e) {
            throw new CheckpointException(source, SIZES, "this is no JSON object of whole numbers", e);
        }
        return numbers;
    }

    private static List<String> styles(Map<String, String> metadata, String source) {
        List<String> styles = new ArrayList<>();
        try (JsonParser parser = json(metadata, STYLES, source)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    styles.add(parser.getText());
                }
            }
        } catch (IOException e) {
            throw new CheckpointException(source, STYLES, "this is no JSON array of names", e);
        }
        return List.copyOf(styles);
    }

    private static JsonParser json(Map<String, String> metadata, String key, String source) throws IOException {
        String text = metadata.get(key);
        if (text == null) {
            throw new CheckpointException(source, key, "the metadata lack this: the file is not a sketcher's");
        }
        return new JsonFactory().createParser(text);
    }

    /** The numbers of the metadata, with checks of their bounds. */
    private record Sizes(String source, Map<String, Integer> numbers) {
        int get(String name, int most) {
            int number = numbers.getOrDefault(name, 0);
            require(
                    number >= 1 && number <= most,
                    String.format(Locale.ROOT, "\"%s\" must be from 1 to %,d", name, most));
            return number;
        }

        void require(boolean condition, String otherwise) {
            if (!condition) {
                throw new CheckpointException(source, SIZES, otherwise);
            }
        }
    }

    /** The names and shapes of its tensors. */
    ExpectedShapes tensors() {
        ExpectedShapes shapes = new ExpectedShapes();
        shapes.add("code_embedding", codes + 1, codeWidth);
        shapes.addLinear("block_map", BLOCK * (long) codeWidth, width);
        shapes.addLinear("neighbour_map", neighbours * BLOCK * (long) codeWidth, width);
        shapes.add("position_embedding", length(), width);
        shapes.add("style_embedding", styles.size(), width);
        shapes.add("arrangement_embedding", arrangements, width);
        shapes.addLinear("meaning_map", meaningWidth, width);
        shapes.addLinear("word_map", wordWidth, width);
        shapes.addLinear("key_map", keyWidth(), width);
        for (int i = 0; i < layers; i++) {
            String block = "blocks." + i;
            shapes.addNorm(block + ".norm1", width);
            shapes.addLinear(block + ".qkv", width, 3L * width);
            shapes.addLinear(block + ".out", width, width);
            shapes.addNorm(block + ".norm2", width);
            shapes.addLinear(block + ".fc1", width, (long) GROWTH * width);
            shapes.addLinear(block + ".fc2", (long) GROWTH * width, width);
        }
        shapes.addNorm("norm_out", width);
        shapes.addLinear("code_map", width, (long) BLOCK * outWidth);
        shapes.add("code_table", codes, outWidth);
        shapes.add("code_bias", codes);
        shapes.addLinear("copy_gate", width, (long) BLOCK * neighbours);
        return shapes;
    }

    /** The number of codes of a picture. */
    int places() {
        return side * side;
    }

    /** The number of blocks of 2x2 codes of a picture. */
    int blocks() {
        return places() / BLOCK;
    }

    /** The number of tokens before those of the blocks: style and arrangement, meaning, neighbours, words. */
    int prefix() {
        return 2 + neighbours + words;
    }

    /** The length of the sequence. */
    int length() {
        return prefix() + blocks();
    }

    /** The dimension of a neighbour's key: the embedding of its name, and its likeness to the prompt. */
    int keyWidth() {
        return meaningWidth + 1;
    }
}
