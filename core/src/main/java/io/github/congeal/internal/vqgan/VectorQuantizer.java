package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Codebook;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The codebook: N vectors of width D, and for any vector the one that stands for it: in most models the nearest.
 *
 * <p>A latent is an array of positions, row by row, with the D channels of each contiguous. Gradients pass straight
 * through the quantisation: that of the latent is that of its quantised version.
 */
public final class VectorQuantizer {
    /** So that a code of length 0 stays one, as in torch. */
    private static final double LEAST_LENGTH = 1e-12;

    private final int codes;
    private final int channels;
    private final Codebook codebook;
    private final float[] minimum;
    private final float[] maximum;

    /** A codebook of given values, of which the nearest stands for a vector. */
    VectorQuantizer(Weights owner, float[] values, int codes, int channels) {
        this(owner, values, codes, channels, CodeChoice.NEAREST);
    }

    /**
     * A codebook of given values.
     *
     * @param owner which frees the weights
     * @param values {@code [codes, channels]}, and perhaps more; not needed afterwards, and changed if they are directions
     * @param choice which code stands for a vector; the nearest where codes are drawn for what is encoded
     */
    VectorQuantizer(Weights owner, float[] values, int codes, int channels, CodeChoice choice) {
        this.codes = codes;
        // The nearest is that with the least |e|² - 2 z·e: without the squares it is that with the largest product,
        // which
        // of codes of length 1 is the one in the most similar direction.
        boolean byProduct = choice == CodeChoice.PRODUCT || choice == CodeChoice.DIRECTION;
        if (choice == CodeChoice.DIRECTION) {
            normalize(values, codes, channels);
        }
        this.channels = channels;
        float[] squares = new float[codes];
        this.minimum = new float[channels];
        this.maximum = new float[channels];
        Arrays.fill(minimum, Float.POSITIVE_INFINITY);
        Arrays.fill(maximum, Float.NEGATIVE_INFINITY);
        for (int n = 0; n < codes; n++) {
            double square = 0;
            for (int d = 0; d < channels; d++) {
                float value = values[n * channels + d];
                square += (double) value * value;
                minimum[d] = Math.min(minimum[d], value);
                maximum[d] = Math.max(maximum[d], value);
            }
            squares[n] = byProduct ? 0 : (float) square;
        }
        this.codebook =
                new Codebook(owner.keep(target -> target.put(values, 0, codes * channels), codes, channels), squares);
    }

    private static void normalize(float[] values, int codes, int channels) {
        for (int n = 0; n < codes; n++) {
            double square = 0;
            for (int d = n * channels; d < (n + 1) * channels; d++) {
                square += (double) values[d] * values[d];
            }
            double length = Math.max(Math.sqrt(square), LEAST_LENGTH);
            for (int d = n * channels; d < (n + 1) * channels; d++) {
                values[d] = (float) (values[d] / length);
            }
        }
    }

    /** How many codes there are. */
    public int codes() {
        return codes;
    }

    /** The width of a code. */
    public int channels() {
        return channels;
    }

    /** The codes' vectors, {@code [codes, D]}. */
    public Tensor vectors() {
        return codebook.vectors();
    }

    /**
     * The latent with each position replaced by its code, {@code [1, height, width, D]}.
     *
     * @param latent {@code [1, height, width, D]}; not changed
     */
    public Tensor quantize(Tensor latent, Tape tape) {
        long positions = latent.length() / channels;
        Tensor quantised = tape.take(latent.shape());
        try (Tensor places = tape.take(Precision.INDEX, positions)) {
            tape.kernels().nearestCodes(latent.first(positions, channels), codebook, places);
            tape.kernels().lookUp(codebook.vectors(), places, quantised.first(positions, channels));
        }
        return quantised;
    }

    /**
     * The code of each position of a latent, in most models the nearest; of equally near ones the first.
     *
     * @param latent {@code [1, height, width, D]}; not changed
     */
    public int[] nearest(Tensor latent, Tape tape) {
        long positions = latent.length() / channels;
        try (Tensor places = tape.take(Precision.INDEX, positions)) {
            tape.kernels().nearestCodes(latent.first(positions, channels), codebook, places);
            return Arrays.stream(places.toDoubles())
                    .mapToInt(place -> (int) place)
                    .toArray();
        }
    }

    /** The vectors of codes, as {@code [1, height, width, D]}. */
    public Tensor lookUp(int[] chosen, int height, int width, Tape tape) {
        Tensor quantised = tape.take(1, height, width, channels);
        try (Tensor places = tape.take(Precision.INDEX, chosen.length)) {
            places.write(0, Arrays.stream(chosen).asDoubleStream().toArray());
            tape.kernels().lookUp(codebook.vectors(), places, quantised.first(chosen.length, channels));
        }
        return quantised;
    }

    /** The vectors of codes, one after the other. */
    public float[] lookUp(int... chosen) {
        float[] vectors = new float[chosen.length * channels];
        for (int i = 0; i < chosen.length; i++) {
            codebook.vectors().read((long) chosen[i] * channels, vectors, i * channels, channels);
        }
        return vectors;
    }

    /** A latent {@code [height, width, D]} of codes drawn uniformly at random, row by row. */
    public float[] randomCodes(int height, int width, RandomGenerator random) {
        return lookUp(random.ints((long) height * width, 0, codes).toArray());
    }

    /**
     * Brings each channel of a latent back into the range that the codebook's vectors span in it.
     *
     * @param latent {@code [1, height, width, D]}
     */
    public void clampToRange(Tensor latent, Tape tape) {
        tape.kernels().clampRows(latent, minimum, maximum);
    }

    /** The least value of each channel in the codebook. */
    public float[] minimum() {
        return minimum.clone();
    }

    /** The greatest value of each channel in the codebook. */
    public float[] maximum() {
        return maximum.clone();
    }
}
