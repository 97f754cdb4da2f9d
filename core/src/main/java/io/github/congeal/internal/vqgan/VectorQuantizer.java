package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Codebook;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Vector quantisation: replaces each vector of a latent {@code [1, h, w, D]} by a code of the codebook, in most models the
 * nearest.
 *
 * <p>It has no backward pass, because of the straight-through estimator (van den Oord, Vinyals and Kavukcuoglu 2017): the
 * gradient with respect to the latent is that with respect to the quantised latent. Immutable.
 */
public final class VectorQuantizer {
    /** The least divisor in a normalisation to length 1, as torch's {@code normalize} has it. */
    private static final double LEAST_LENGTH = 1e-12;

    private final int codes;
    private final int channels;
    private final Codebook codebook;
    private final float[] minimum;
    private final float[] maximum;

    /** A codebook of given values, of which the nearest code is chosen. */
    VectorQuantizer(Weights owner, float[] values, int codes, int channels) {
        this(owner, values, codes, channels, CodeChoice.NEAREST);
    }

    /**
     * A codebook of given values.
     *
     * @param owner the owner of the memory
     * @param values {@code [codes, channels]}; a longer array is allowed. It is not kept, and is overwritten if codes are
     *     normalised
     * @param channels the dimension D of a code
     * @param choice how a code is chosen; {@link CodeChoice#DRAWN} concerns the encoder only, and is the nearest here
     */
    VectorQuantizer(Weights owner, float[] values, int codes, int channels, CodeChoice choice) {
        this.codes = codes;
        // The nearest code has the least |e|² - 2 z·e. With zeros instead of the squares, the search finds the largest
        // dot
        // product, which for codes of length 1 is the largest cosine similarity.
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

    /** The number of codes. */
    public int codes() {
        return codes;
    }

    /** The dimension D of a code. */
    public int channels() {
        return channels;
    }

    /** The codes, {@code [codes, D]}. */
    public Tensor vectors() {
        return codebook.vectors();
    }

    /**
     * The quantised latent, {@code [1, h, w, D]}.
     *
     * @param latent {@code [1, h, w, D]}; not changed
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
     * The index of the code of each position of a latent, {@code [h * w]}; of equally near codes, on the CPU, the first.
     *
     * @param latent {@code [1, h, w, D]}; not changed
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

    /** The latent {@code [1, height, width, D]} with the given codes. */
    public Tensor lookUp(int[] chosen, int height, int width, Tape tape) {
        Tensor quantised = tape.take(1, height, width, channels);
        try (Tensor places = tape.take(Precision.INDEX, chosen.length)) {
            places.write(0, Arrays.stream(chosen).asDoubleStream().toArray());
            tape.kernels().lookUp(codebook.vectors(), places, quantised.first(chosen.length, channels));
        }
        return quantised;
    }

    /** The vectors of codes, {@code [codes, D]}. */
    public float[] lookUp(int... chosen) {
        float[] vectors = new float[chosen.length * channels];
        for (int i = 0; i < chosen.length; i++) {
            codebook.vectors().read((long) chosen[i] * channels, vectors, i * channels, channels);
        }
        return vectors;
    }

    /** A latent {@code [height, width, D]} of codes drawn uniformly at random, in row-major order. */
    public float[] randomCodes(int height, int width, RandomGenerator random) {
        return lookUp(random.ints((long) height * width, 0, codes).toArray());
    }

    /**
     * Clamps each channel of a latent to its range in the codebook.
     *
     * @param latent {@code [1, h, w, D]}, in place
     */
    public void clampToRange(Tensor latent, Tape tape) {
        tape.kernels().clampRows(latent, minimum, maximum);
    }

    /** The least value of each channel in the codebook, {@code [D]}. */
    public float[] minimum() {
        return minimum.clone();
    }

    /** The greatest value of each channel in the codebook, {@code [D]}. */
    public float[] maximum() {
        return maximum.clone();
    }
}
