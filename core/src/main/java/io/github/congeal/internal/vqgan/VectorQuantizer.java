package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Backend;
import io.github.congeal.internal.tensor.HostArrays;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The codebook: N vectors of width D, and for any vector the nearest of them.
 *
 * <p>A latent is an array of positions, row by row, with the D channels of each side by side. Quantisation is passed
 * through straight: the gradient with respect to the latent is the one with respect to its quantisation.
 */
public final class VectorQuantizer {
    private final int codes;
    private final int channels;
    private final Tensor codebook;
    private final float[] squares;
    private final float[] minimum;
    private final float[] maximum;

    /**
     * A codebook of numbers at hand.
     *
     * @param owner who frees them
     * @param values {@code [codes, channels]}, and perhaps more; not needed afterwards
     */
    VectorQuantizer(Weights owner, float[] values, int codes, int channels) {
        this.codes = codes;
        this.channels = channels;
        this.codebook = owner.keep(target -> target.put(values, 0, codes * channels), codes, channels);
        this.squares = new float[codes];
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
            squares[n] = (float) square;
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

    /**
     * The latent with each position replaced by the nearest code, {@code [1, height, width, D]}.
     *
     * @param latent {@code [1, height, width, D]}; left as it is
     */
    public Tensor quantize(Tensor latent, Tape tape) {
        if (Backend.onHost()) {
            HostArrays arrays = tape.hostArrays();
            float[] values = arrays.takeFloats(Math.toIntExact(latent.length()));
            latent.read(0, values, 0, values.length);
            int[] chosen = nearest(values, tape);
            arrays.giveBack(values);
            return lookUp(chosen, (int) latent.dimension(1), (int) latent.dimension(2), tape);
        }
        Tensor quantised = tape.take(latent.shape());
        search().forEachPart(latent.length() / channels, (from, rows) -> {
            long at = from * channels;
            try (Tensor products = products(latent.part(at, rows, channels), tape);
                    Tensor places = tape.take(Precision.INDEX, rows)) {
                // The square of the distance, less |z|² as in the search on the host.
                tape.ops().scale(products, -2);
                tape.ops().addBias(products, tape.ops().constant(squares, codes));
                tape.ops().leastOfRows(products, places);
                tape.ops().lookUp(codebook, places, quantised.part(at, rows, channels));
            }
        });
        return quantised;
    }

    /** Takes the memory that {@link #quantize} takes, and does nothing. */
    public Tensor rehearse(Tensor latent, Tape tape) {
        if (!Backend.onHost()) {
            return quantize(latent, tape);
        }
        search().rehearse((int) latent.length() / channels, rows -> productsOf(rows, tape), tape);
        return tape.take(latent.shape());
    }

    /** The code nearest to each position of a latent; of equally near ones the first. */
    public int[] nearest(float[] latent, Tape tape) {
        requireMultiple(latent.length);
        return search().choose(latent, rows -> productsOf(rows, tape), this::nearest, tape);
    }

    private CodeSearch search() {
        return new CodeSearch(channels, codes);
    }

    private Tensor productsOf(Tensor rows, Tape tape) {
        try (rows) {
            return products(rows, tape);
        }
    }

    private Tensor products(Tensor rows, Tape tape) {
        Tensor products = tape.take(rows.dimension(0), codes);
        tape.ops().multiply(rows, false, codebook, true, products);
        return products;
    }

    /** The square of the distance is |z|² + |e|² - 2 z·e, and |z|² is the same for all codes. */
    private int nearest(float[] products) {
        int best = 0;
        float least = Float.POSITIVE_INFINITY;
        for (int n = 0; n < codes; n++) {
            float distance = squares[n] - 2 * products[n];
            if (distance < least) {
                least = distance;
                best = n;
            }
        }
        return best;
    }

    /** The vectors of codes, as {@code [1, height, width, D]}. */
    public Tensor lookUp(int[] chosen, int height, int width, Tape tape) {
        Tensor quantised = tape.take(1, height, width, channels);
        HostArrays arrays = tape.hostArrays();
        float[] vector = arrays.takeFloats(channels);
        for (int i = 0; i < chosen.length; i++) {
            codebook.read((long) chosen[i] * channels, vector, 0, channels);
            quantised.write((long) i * channels, vector, 0, channels);
        }
        arrays.giveBack(vector);
        return quantised;
    }

    /** The vectors of codes, one after the other. */
    public float[] lookUp(int... chosen) {
        float[] vectors = new float[chosen.length * channels];
        for (int i = 0; i < chosen.length; i++) {
            codebook.read((long) chosen[i] * channels, vectors, i * channels, channels);
        }
        return vectors;
    }

    /** A latent {@code [height, width, D]} of codes drawn at random, all with the same chance, row by row. */
    public float[] randomCodes(int height, int width, RandomGenerator random) {
        return lookUp(random.ints((long) height * width, 0, codes).toArray());
    }

    /**
     * Brings each channel of a latent back into the range that the codebook's vectors span in it.
     *
     * @param latent {@code [1, height, width, D]}
     */
    public void clampToRange(Tensor latent, Tape tape) {
        tape.ops().clampRows(latent, minimum, maximum);
    }

    /** The least value of each channel in the codebook. */
    public float[] minimum() {
        return minimum.clone();
    }

    /** The greatest value of each channel in the codebook. */
    public float[] maximum() {
        return maximum.clone();
    }

    private void requireMultiple(int length) {
        if (length % channels != 0) {
            throw new IllegalArgumentException(
                    "a latent of %d numbers has no whole number of positions %d wide".formatted(length, channels));
        }
    }
}
