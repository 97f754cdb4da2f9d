package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
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
    private final int width;
    private final Tensor codebook;
    private final float[] squares;
    private final float[] minimum;
    private final float[] maximum;

    /**
     * A codebook of numbers at hand.
     *
     * @param owner who frees them
     * @param values {@code [codes, width]}
     */
    VectorQuantizer(Weights owner, float[] values, int codes, int width) {
        this.codes = codes;
        this.width = width;
        this.codebook = owner.keep(values, codes, width);
        this.squares = new float[codes];
        this.minimum = new float[width];
        this.maximum = new float[width];
        Arrays.fill(minimum, Float.POSITIVE_INFINITY);
        Arrays.fill(maximum, Float.NEGATIVE_INFINITY);
        for (int n = 0; n < codes; n++) {
            double square = 0;
            for (int d = 0; d < width; d++) {
                float value = values[n * width + d];
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
    public int width() {
        return width;
    }

    /**
     * Replaces each position of a latent by the nearest code.
     *
     * @param latent the positions
     * @param quantised {@code [1, h, w, D]}, filled with the codes' vectors
     * @return the code of each position
     */
    public int[] quantize(float[] latent, Tensor quantised, Tape tape) {
        int[] nearest = nearest(latent, tape);
        lookUp(nearest, quantised);
        return nearest;
    }

    /** The code nearest to each position of a latent; of equally near ones the first. */
    public int[] nearest(float[] latent, Tape tape) {
        requireMultiple(latent.length);
        return new CodeSearch(width, codes).choose(latent, rows -> products(rows, tape), this::nearest, tape);
    }

    private Tensor products(Tensor rows, Tape tape) {
        Tensor products = tape.take(rows.dimension(0), codes);
        tape.ops().multiply(rows, false, codebook, true, products);
        rows.close();
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

    /**
     * Writes the vectors of codes.
     *
     * @param quantised {@code [1, h, w, D]}, with as many positions as there are codes
     */
    public void lookUp(int[] chosen, Tensor quantised) {
        if (quantised.length() != (long) chosen.length * width) {
            throw new IllegalArgumentException(
                    "%d codes of width %d do not fill %s".formatted(chosen.length, width, quantised));
        }
        float[] vector = new float[width];
        for (int i = 0; i < chosen.length; i++) {
            codebook.read((long) chosen[i] * width, vector, 0, width);
            quantised.write((long) i * width, vector, 0, width);
        }
    }

    /** The latent that consists of the vectors of codes. */
    public float[] latent(int[] chosen) {
        float[] latent = new float[chosen.length * width];
        for (int i = 0; i < chosen.length; i++) {
            codebook.read((long) chosen[i] * width, latent, i * width, width);
        }
        return latent;
    }

    /** Codes drawn at random, all with the same chance, in the order of the positions. */
    public int[] randomCodes(int count, RandomGenerator random) {
        return random.ints(count, 0, codes).toArray();
    }

    /** Brings each channel of a latent back into the range that the codebook's vectors span in it. */
    public void clamp(float[] latent) {
        requireMultiple(latent.length);
        for (int i = 0; i < latent.length; i++) {
            int d = i % width;
            latent[i] = Math.min(Math.max(latent[i], minimum[d]), maximum[d]);
        }
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
        if (length % width != 0) {
            throw new IllegalArgumentException(
                    "a latent of %d numbers has no whole number of positions %d wide".formatted(length, width));
        }
    }
}
