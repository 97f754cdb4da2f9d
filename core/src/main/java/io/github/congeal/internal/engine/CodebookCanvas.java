package io.github.congeal.internal.engine;

import io.github.congeal.control.Canvas.Codebook;
import io.github.congeal.internal.guidance.Phase;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.Wrap;
import io.github.congeal.internal.vqgan.VectorQuantizer;
import io.github.congeal.internal.vqgan.Vqgan;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Logits over the codes of a VQGAN at each position, {@code [1, h, w, codes]}: a code is drawn with the probabilities of the
 * softmax, and the gradient is straight-through (Crowson's codebook sampling notebook).
 */
final class CodebookCanvas implements CodedCanvas {
    private final Codebook how;
    private final VectorQuantizer quantizer;
    private final PictureSize size;
    private final Wrap wrap;
    private final TileOrigin origin;
    private final Tape tape;
    private final Consumer<Phase> phases;
    private final Drawing drawing;
    private final VqganCodec codec;
    private final int codes;
    private final long places;
    private final Tensor logits;
    private final Tensor probabilities;

    /**
     * A canvas whose logits are undefined until it is begun.
     *
     * @param size the size of the picture, multiples of the VQGAN's factor
     * @param wrap the directions in which the picture is periodic
     * @param phases called when a phase of a step begins
     */
    CodebookCanvas(Codebook how, Vqgan vqgan, PictureSize size, Wrap wrap, Tape tape, Consumer<Phase> phases) {
        this.how = how;
        this.quantizer = vqgan.quantizer();
        this.size = size;
        this.wrap = wrap;
        this.origin = TileOrigin.of(wrap, vqgan.factor());
        this.tape = tape;
        this.phases = phases;
        this.drawing = new Drawing(vqgan, wrap, tape, phases);
        this.codec = new VqganCodec(vqgan, tape);
        this.codes = quantizer.codes();
        this.logits = tape.take(1, size.height() / vqgan.factor(), size.width() / vqgan.factor(), codes);
        this.places = logits.length() / codes;
        this.probabilities = tape.take(places, codes);
    }

    @Override
    public void begin(float[] picture, RandomGenerator random) {
        float[] drawn = origin.drawn(picture, size.height(), size.width());
        int[] ofPicture = tape.wrapping(wrap, () -> codec.codes(drawn, size.height(), size.width(), random));
        beginAtRandom(random);
        boolean[] everywhere = new boolean[ofPicture.length];
        Arrays.fill(everywhere, true);
        put(ofPicture, everywhere);
    }

    @Override
    public void beginAtRandom(RandomGenerator random) {
        float[] row = new float[codes];
        for (int i = 0; i < places; i++) {
            for (int n = 0; n < codes; n++) {
                row[n] = (float) random.nextGaussian();
            }
            logits.write((long) i * codes, row, 0, codes);
        }
    }

    @Override
    public PictureSize size() {
        return size;
    }

    @Override
    public Tensor parameters() {
        return logits;
    }

    @Override
    public void draw(Tensor picture, RandomGenerator random) {
        phases.accept(Phase.QUANTISE);
        tape.kernels().softmax(logits.first(places, codes), probabilities);
        try (Tensor drawn = tape.take(Precision.INDEX, places)) {
            drawn.write(0, draws(random));
            drawing.draw(vectors(drawn), picture);
        }
    }

    /** Draws a code for each position by its probabilities. */
    private double[] draws(RandomGenerator random) {
        double[] drawn = new double[(int) places];
        float[] row = tape.hostArrays().takeFloats(codes);
        for (int i = 0; i < drawn.length; i++) {
            probabilities.read((long) i * codes, row, 0, codes);
            drawn[i] = drawn(row, random.nextDouble());
        }
        tape.hostArrays().giveBack(row);
        return drawn;
    }

    /** The code at which the cumulative probability exceeds {@code height}, 0..1. */
    private static int drawn(float[] probabilities, double height) {
        double pile = 0;
        int last = 0;
        for (int n = 0; n < probabilities.length; n++) {
            pile += probabilities[n];
            if (pile > height) {
                return n;
            }
            last = probabilities[n] > 0 ? n : last;
        }
        // Reached if rounding leaves the sum of the probabilities below the height.
        return last;
    }

    @Override
    public boolean drawsAtRandom() {
        return true;
    }

    /** Draws the picture of the likeliest codes. */
    @Override
    public void show(Tensor parameters, Tensor picture) {
        try (Tensor likeliest = likeliest(parameters)) {
            drawing.show(vectors(likeliest), picture);
        }
    }

    private Tensor likeliest(Tensor parameters) {
        Tensor likeliest = tape.take(Precision.INDEX, places);
        try (Tensor negative = tape.take(places, codes)) {
            tape.kernels().copy(parameters.first(places, codes), negative);
            tape.kernels().scale(negative, -1);
            tape.kernels().argminOfRows(negative, likeliest);
        }
        return likeliest;
    }

    private Tensor vectors(Tensor drawn) {
        Tensor vectors = tape.take(1, logits.dimension(1), logits.dimension(2), quantizer.channels());
        tape.kernels().lookUp(quantizer.vectors(), drawn, vectors.first(places, quantizer.channels()));
        return vectors;
    }

    @Override
    public void backward(Tensor pictureGradient, Tensor gradient) {
        Kernels kernels = tape.kernels();
        try (Tensor ofVectors = drawing.backward(pictureGradient);
                Tensor ofLogits = tape.take(places, codes)) {
            // Straight-through estimator: the gradient of the mean of all codes, weighted by their probabilities.
            kernels.multiply(ofVectors.first(places, quantizer.channels()), false, quantizer.vectors(), true, ofLogits);
            kernels.softmaxBackward(probabilities, ofLogits);
            kernels.add(gradient.first(places, codes), ofLogits);
        }
    }

    @Override
    public void settle() {
        // Logits have no bounds.
    }

    /** The likeliest code of each position. */
    @Override
    public int[] codes() {
        try (Tensor likeliest = likeliest(logits)) {
            return Arrays.stream(likeliest.toDoubles())
                    .mapToInt(code -> (int) code)
                    .toArray();
        }
    }

    @Override
    public void put(int[] wanted, boolean[] where) {
        approach(logits, wanted, where, 1);
    }

    /** Moves the logit of each wanted code towards the value at which its probability is the codebook's certainty. */
    @Override
    public void approach(Tensor earlier, int[] wanted, boolean[] where, double share) {
        double odds = Math.log(how.certainty() / (1 - how.certainty()));
        float[] row = new float[codes];
        for (int i = 0; i < wanted.length; i++) {
            if (where[i]) {
                earlier.read((long) i * codes, row, 0, codes);
                float now = row[wanted[i]];
                row[wanted[i]] = Float.NEGATIVE_INFINITY;
                float[] raised = {(float) (now + share * (odds + logOfSum(row) - now))};
                earlier.write((long) i * codes + wanted[i], raised, 0, 1);
            }
        }
    }

    /** The logarithm of the sum of exponentials (log-sum-exp). */
    private static double logOfSum(float[] exponents) {
        double most = Double.NEGATIVE_INFINITY;
        for (float exponent : exponents) {
            most = Math.max(most, exponent);
        }
        double sum = 0;
        for (float exponent : exponents) {
            sum += Math.exp(exponent - most);
        }
        return most + Math.log(sum);
    }

    @Override
    public void state(State state) {
        state.tensor("logits", logits);
    }
}
