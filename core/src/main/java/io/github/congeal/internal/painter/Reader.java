package io.github.congeal.internal.painter;

import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Swish;
import io.github.congeal.internal.nn.UnitVector;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a meaning of a text. Each token has a vector and a weight; the mean of the vectors, once regardless of their
 * places and once by them, goes through two linear maps.
 */
final class Reader {
    /** The numbers of the marks of start and end are the last of the vocabulary. */
    private static final int MARKS = 2;

    /** The vectors are learned at a tenth of the size that the maps take. */
    private static final int LOUDNESS = 10;

    private final PainterArchitecture.Reading sizes;
    private final Device device;
    private final Tensor vectors;
    private final float[] weights;
    private final float[] places;
    private final Mapping toMeaning;

    /** A reader from torch's weights. */
    Reader(Weights weights, PainterArchitecture.Reading sizes) {
        this.sizes = sizes;
        long[] table = {sizes.vocabulary(), sizes.width()};
        this.device = weights.device();
        this.vectors = weights.keep("tokens", table, table);
        this.weights = weights.read("weights", sizes.vocabulary());
        this.places = weights.read("places", sizes.places());
        this.toMeaning = new Sequence(List.of(
                new Linear(weights.at("hidden"), 2 * sizes.width(), sizes.hidden()),
                new Swish(1),
                new Linear(weights.at("out"), sizes.hidden(), sizes.meaning())))::forward;
    }

    /** Whether it sees anything in a text: neither marks and padding nor the token 0, which padding looks like. */
    boolean canRead(int... tokens) {
        return Arrays.stream(seen(tokens)).anyMatch(this::isInside);
    }

    /**
     * What a text means: a vector of length 1.
     *
     * @param tokens as CLIP's tokenizer gives them: start, the text, end, padding; at least one of them
     *     {@linkplain #canRead can be read}
     */
    float[] read(int... tokens) {
        int width = sizes.width();
        float[] means = new float[2 * width];
        float[] vector = new float[width];
        double total = 0;
        int[] seen = seen(tokens);
        for (int i = 0; i < seen.length; i++) {
            if (isInside(seen[i])) {
                double weight = Math.exp(weights[seen[i]]);
                total += weight;
                vectors.read((long) seen[i] * width, vector, 0, width);
                for (int c = 0; c < width; c++) {
                    means[c] += (float) (weight * vector[c]);
                    means[width + c] += (float) (weight * places[i] * vector[c]);
                }
            }
        }
        if (total == 0) {
            throw new IllegalArgumentException("there is nothing to read among the tokens " + Arrays.toString(tokens));
        }
        for (int i = 0; i < means.length; i++) {
            means[i] *= (float) (LOUDNESS / total);
        }
        return UnitVector.along(toMeaning.apply(device, means, 1, means.length));
    }

    /** As many tokens as there are places, from the one after the start on. */
    private int[] seen(int... tokens) {
        return Arrays.copyOfRange(tokens, 1, Math.min(tokens.length, 1 + sizes.places()));
    }

    private boolean isInside(int token) {
        return token > 0 && token < sizes.vocabulary() - MARKS;
    }
}
