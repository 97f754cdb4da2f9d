package io.github.congeal.internal.sketcher;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Draws the codes of a picture in passes, as in MaskGIT (Chang et al. 2022): each pass draws all undecided codes and
 * keeps those with the highest confidence.
 *
 * <p>Immutable and thread-safe. It has no backward pass.
 */
public final class Sketcher {
    /** The least distance of uniform numbers from 0 and 1, where Gumbel noise is infinite. */
    private static final double RIM = 1e-6;

    private static final double LEAST_CHANCE = 1e-20;

    private final SketcherArchitecture architecture;
    private final MaskedTransformer transformer;

    private Sketcher(Weights weights, SketcherArchitecture architecture) {
        this.architecture = architecture;
        this.transformer = new MaskedTransformer(weights, architecture);
    }

    /**
     * Loads a sketcher.
     *
     * @param weights its tensors, to be closed after it was used
     * @param metadata the metadata of the file, which have its sizes and styles
     * @throws CheckpointException if they are not those of a sketcher, or not all finite
     */
    public static Sketcher load(Weights weights, Map<String, String> metadata) {
        SketcherArchitecture architecture = SketcherArchitecture.of(metadata, weights.origin());
        architecture.tensors().check(weights, "a sketcher of the sizes in its metadata");
        return new Sketcher(weights.withoutGradients(), architecture);
    }

    SketcherArchitecture architecture() {
        return architecture;
    }

    /** The names of its styles; the first one stands for any style. */
    public List<String> styles() {
        return architecture.styles();
    }

    /** The side of its pictures, in codes. */
    public int side() {
        return architecture.side();
    }

    /** The number of uniform random numbers of a pass: two for each code. */
    public int uniformsPerPass() {
        return 2 * architecture.places();
    }

    /** A sketch before the first pass. */
    public Sketch blank() {
        return Sketch.blank(architecture.places());
    }

    /**
     * Checks that a sketch has only codes of this sketcher.
     *
     * @throws IllegalArgumentException if not
     */
    public void require(Sketch sketch) {
        for (int code : sketch.codes()) {
            if (code < Sketch.UNDECIDED || code >= architecture.codes()) {
                throw new IllegalArgumentException(
                        "a sketch has the code %s, but there are only %s".formatted(code, architecture.codes()));
            }
        }
    }

    /** An empty condition, of the same size as any other, for dry runs. */
    public Condition emptyCondition() {
        int[][] near = new int[architecture.neighbours()][architecture.places()];
        return new Condition(
                        0,
                        Composition.ONE,
                        new float[architecture.meaningWidth()],
                        new float[architecture.words() * architecture.wordWidth()],
                        near,
                        new float[architecture.neighbours() * architecture.keyWidth()])
                .withoutBook();
    }

    /**
     * Makes one more pass.
     *
     * @param sketch the state after the pass before
     * @param uniforms uniform random numbers 0..1, {@code [2, side * side]}, in row-major order: the first half draws
     *     codes, the second the positions to decide
     */
    public Sketch next(Sketch sketch, Condition condition, Sampling sampling, float[] uniforms, Tape tape) {
        requireLength(sketch.codes().length, architecture.places(), "codes");
        requireLength(uniforms.length, uniformsPerPass(), "uniform numbers");
        boolean recording = tape.record(false);
        int[] guess = sketch.codes().clone();
        float[] confidence = sketch.confidence().clone();
        try (Tensor chances = chances(sketch.codes(), condition, sampling, tape)) {
            draw(chances, uniforms, guess, confidence, tape);
        } finally {
            tape.record(recording);
        }
        return new Sketch(sketch.done() + 1, decided(sketch, guess, confidence, sampling, uniforms), guess, confidence);
    }

    /** The probability of each code at each position, {@code [side * side, codes]} in {@link BlockOrder}. */
    private Tensor chances(int[] codes, Condition condition, Sampling sampling, Tape tape) {
        Tensor logits = transformer.logits(codes, condition, tape);
        if (sampling.guidance() != 1) {
            try (Tensor without = transformer.logits(codes, condition.withoutText(), tape)) {
                tape.kernels().combine(Kernels.Pair.SUBTRACT, logits, without, logits);
                tape.kernels().scale(logits, sampling.guidance());
                tape.kernels().add(logits, without);
            }
        }
        tape.kernels().scale(logits, 1 / sampling.temperature());
        tape.kernels().softmax(logits, logits);
        return logits;
    }

    /** Draws a code for each undecided position, by the cumulative probabilities. */
    private void draw(Tensor chances, float[] uniforms, int[] guess, float[] confidence, Tape tape) {
        int codes = architecture.codes();
        float[] all = tape.hostArrays().takeFloats(architecture.places() * codes);
        chances.read(0, all, 0, all.length);
        for (int i = 0; i < architecture.places(); i++) {
            int place = transformer.order().place(i);
            if (guess[place] == Sketch.UNDECIDED) {
                guess[place] = draw(all, i * codes, codes, uniforms[place]);
                confidence[place] = all[i * codes + guess[place]];
            }
        }
        tape.hostArrays().giveBack(all);
    }

    private static int draw(float[] chances, int from, int count, double uniform) {
        double total = 0;
        for (int c = 0; c < count; c++) {
            total += chances[from + c];
        }
        double cumulated = 0;
        for (int c = 0; c < count; c++) {
            cumulated += chances[from + c];
            if (cumulated > uniform * total) {
                return c;
            }
        }
        return count - 1;
    }

    /** The decided codes after a pass: all except those at positions with the lowest confidence plus Gumbel noise. */
    private int[] decided(Sketch before, int[] guess, float[] confidence, Sampling sampling, float[] uniforms) {
        int places = guess.length;
        int done = before.done() + 1;
        double noise = sampling.placeTemperature() * Math.max(0, 1 - (double) done / sampling.passes());
        double[] certainty = new double[places];
        for (int i = 0; i < places; i++) {
            double uniform = Math.min(Math.max(uniforms[places + i], RIM), 1 - RIM);
            double gumbel = -Math.log(-Math.log(uniform));
            certainty[i] = Math.log(Math.max(confidence[i], LEAST_CHANCE)) + noise * gumbel;
        }
        int[] codes = guess.clone();
        IntStream.range(0, places)
                .filter(place -> !before.isDecided(place))
                .boxed()
                .sorted(Comparator.comparingDouble(place -> certainty[place]))
                .limit(sampling.undecidedAfter(done, places))
                .forEach(place -> codes[place] = Sketch.UNDECIDED);
        return codes;
    }

    private static void requireLength(int length, int expected, String what) {
        if (length != expected) {
            throw new IllegalArgumentException("%s %s are given where %s are needed".formatted(length, what, expected));
        }
    }
}
