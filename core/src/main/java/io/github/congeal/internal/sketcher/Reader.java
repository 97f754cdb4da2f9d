package io.github.congeal.internal.sketcher;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.nn.ExpectedShapes;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Swish;
import io.github.congeal.internal.nn.UnitVector;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.ThreadLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Predicts the embedding that a sentence model would give a text. Each token has a vector and a weight; the mean of the
 * vectors, once regardless of position and once by position, passes through two linear maps.
 */
public final class Reader {
    /** The number of special tokens, for the start and the end of a text; they are the last ones of the vocabulary. */
    private static final int MARKS = 2;

    /** The factor by which the vectors, as they were trained, are scaled for the linear maps. */
    private static final int VECTOR_SCALE = 10;

    /** The factor by which the vectors, as they were trained, are scaled for the sketcher. */
    private static final int WORD_SCALE = 8;

    /** The number of texts that go through the maps at a time. */
    private static final int BATCH = 1024;

    private final Function<String, int[]> tokenizer;
    private final int vocabulary;
    private final int width;
    private final int meaningWidth;
    private final Device device;
    private final Tensor vectors;
    private final float[] weights;
    private final float[] places;
    private final Layer toMeaning;

    private Reader(Weights weights, Function<String, int[]> tokenizer, int vocabulary) {
        this.tokenizer = tokenizer;
        this.device = weights.device();
        this.vocabulary = vocabulary;
        this.width = size(weights, "tokens", 2, 1);
        this.meaningWidth = size(weights, "out.weight", 2, 0);
        int numPlaces = size(weights, "places", 1, 0);
        int hidden = size(weights, "hidden.weight", 2, 0);
        shapes(numPlaces, hidden).check(weights, "a reader for a vocabulary of %s tokens".formatted(vocabulary));
        this.vectors = weights.keep("tokens", new long[] {vocabulary, width}, vocabulary, width);
        this.weights = weights.keepArray("weights", vocabulary);
        this.places = weights.keepArray("places", numPlaces);
        this.toMeaning = new Sequence(List.of(
                new Linear(weights.at("hidden"), 2 * width, hidden),
                new Swish(1),
                new Linear(weights.at("out"), hidden, meaningWidth)));
    }

    /**
     * Loads a reader.
     *
     * @param weights its tensors, to be closed after it was used
     * @param tokenizer from a text of any length to its tokens, without those for start and end
     * @param vocabulary the number of tokens; those for start and end are the last two
     * @throws CheckpointException if they are not those of a reader for this vocabulary, or not all finite
     */
    public static Reader load(Weights weights, Function<String, int[]> tokenizer, int vocabulary) {
        return new Reader(weights.withoutGradients(), tokenizer, vocabulary);
    }

    private static int size(Weights weights, String name, int rank, int dimension) {
        long[] shape = weights.has(name) ? weights.shape(name) : new long[0];
        if (shape.length != rank || Arrays.stream(shape).anyMatch(size -> size < 1 || size > 1 << 20)) {
            throw weights.refusal(name, "the shape %s is none of a reader's".formatted(Arrays.toString(shape)));
        }
        return (int) shape[dimension];
    }

    private ExpectedShapes shapes(int numPlaces, int hidden) {
        ExpectedShapes shapes = new ExpectedShapes();
        shapes.add("tokens", vocabulary, width);
        shapes.add("weights", vocabulary);
        shapes.add("places", numPlaces);
        shapes.addLinear("hidden", 2L * width, hidden);
        shapes.addLinear("out", hidden, meaningWidth);
        return shapes;
    }

    /** The dimension of a text's embedding. */
    int meaningWidth() {
        return meaningWidth;
    }

    /** The dimension of a word's embedding. */
    int wordWidth() {
        return width;
    }

    /** Whether a text has at least one known token among those that are read. */
    public boolean canRead(String text) {
        return Arrays.stream(tokenizer.apply(text)).limit(places.length).anyMatch(this::isWord);
    }

    /** The embeddings of texts, each of length 1. */
    float[][] read(List<String> texts) {
        float[][] meanings = new float[texts.size()][];
        int batches = (meanings.length + BATCH - 1) / BATCH;
        device.workers()
                .run(
                        batches,
                        (worker, batch) -> ThreadLimit.within(1, () -> {
                            int from = batch * BATCH;
                            List<float[]> found =
                                    readTogether(texts.subList(from, Math.min(from + BATCH, meanings.length)));
                            for (int i = 0; i < found.size(); i++) {
                                meanings[from + i] = found.get(i);
                            }
                            return found;
                        }));
        return meanings;
    }

    private List<float[]> readTogether(List<String> texts) {
        try (Buffers buffers = Buffers.create(device)) {
            Tape tape = new Tape(buffers);
            tape.record(false);
            int[][] tokens = texts.stream()
                    .map(tokenizer)
                    .map(all -> Arrays.copyOf(all, Math.min(all.length, places.length)))
                    .toArray(int[][]::new);
            float[] found =
                    vectors(Arrays.stream(tokens).flatMapToInt(Arrays::stream).toArray(), tape);
            Tensor input = tape.take(texts.size(), 2 * width);
            for (int i = 0, from = 0; i < tokens.length; from += tokens[i].length * width, i++) {
                input.write(2L * width * i, means(tokens[i], found, from), 0, 2 * width);
            }
            List<float[]> meanings = new ArrayList<>();
            try (Tensor output = toMeaning.forward(input, tape)) {
                float[] all = output.toFloats();
                for (int from = 0; from < all.length; from += meaningWidth) {
                    meanings.add(UnitVector.along(Arrays.copyOfRange(all, from, from + meaningWidth)));
                }
            }
            return meanings;
        }
    }

    /**
     * The vectors of tokens, {@code [tokens, width]}, read from the device at once; undefined for tokens that are not
     * words.
     */
    private float[] vectors(int[] tokens, Tape tape) {
        if (tokens.length == 0) {
            return new float[0];
        }
        try (Tensor rows = tape.take(Precision.INDEX, tokens.length);
                Tensor found = tape.take(tokens.length, width)) {
            rows.write(
                    0,
                    Arrays.stream(tokens)
                            .mapToDouble(token -> isWord(token) ? token : 0)
                            .toArray());
            tape.kernels().lookUp(vectors, rows, found);
            return found.toFloats();
        }
    }

    /**
     * The weighted means of a text's vectors, regardless of position and by position, {@code [2 * width]}.
     *
     * @param found the vectors of several texts
     * @param from the index in {@code found} of this text's first value
     */
    private float[] means(int[] tokens, float[] found, int from) {
        double[] sums = new double[2 * width];
        double total = 0;
        for (int i = 0; i < tokens.length; i++) {
            if (isWord(tokens[i])) {
                double weight = Math.exp(weights[tokens[i]]);
                total += weight;
                add(sums, 0, found, from + i * width, weight);
                add(sums, width, found, from + i * width, weight * places[i]);
            }
        }
        float[] means = new float[2 * width];
        for (int i = 0; i < means.length && total > 0; i++) {
            means[i] = (float) (VECTOR_SCALE * sums[i] / total);
        }
        return means;
    }

    private void add(double[] sums, int to, float[] vectors, int from, double weight) {
        for (int c = 0; c < width; c++) {
            sums[to + c] += weight * vectors[from + c];
        }
    }

    /** The embeddings of a text's first tokens, {@code [count, width]}; zeros after the last token. */
    float[] words(String text, int count) {
        int[] tokens = tokenizer.apply(text);
        float[] words = new float[count * width];
        for (int i = 0; i < Math.min(tokens.length, count); i++) {
            if (isWord(tokens[i])) {
                vectors.read((long) tokens[i] * width, words, i * width, width);
            }
        }
        for (int i = 0; i < words.length; i++) {
            words[i] *= WORD_SCALE;
        }
        return words;
    }

    /** Whether a token is a word. Token 0 is not, because it was used as padding in training. */
    private boolean isWord(int token) {
        return token > 0 && token < vocabulary - MARKS;
    }
}
