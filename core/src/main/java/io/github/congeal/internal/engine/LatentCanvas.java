package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.Phase;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.VectorQuantizer;
import io.github.congeal.internal.vqgan.Vqgan;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The latent of a VQGAN: straight-through quantisation, decoding, clamp with gradient (van den Oord et al. 2017 for the
 * first; the rest as in Crowson's notebook).
 */
public final class LatentCanvas implements Canvas {
    private final Vqgan vqgan;
    private final VectorQuantizer quantizer;
    private final PictureSize size;
    private final Tape tape;
    private final Consumer<Phase> phases;
    private final Tensor latent;
    private @Nullable Tensor decoded;

    /**
     * A canvas whose latent is undefined until it is begun.
     *
     * @param size the picture's, in whole blocks of the VQGAN
     * @param phases called when a phase of a step begins
     */
    public LatentCanvas(Vqgan vqgan, PictureSize size, Tape tape, Consumer<Phase> phases) {
        this.vqgan = vqgan;
        this.quantizer = vqgan.quantizer();
        this.size = size;
        this.tape = tape;
        this.phases = phases;
        this.latent = tape.take(1, size.height() / vqgan.factor(), size.width() / vqgan.factor(), quantizer.channels());
    }

    @Override
    public void begin(float[] picture, RandomGenerator random) {
        float[] signed = new float[picture.length];
        for (int i = 0; i < picture.length; i++) {
            signed[i] = 2 * picture[i] - 1;
        }
        Tensor input = tape.take(1, size.height(), size.width(), 3);
        input.write(0, signed, 0, signed.length);
        try (Tensor codes = vqgan.encode(input, random, tape)) {
            tape.kernels().copy(codes, latent);
        }
    }

    @Override
    public void put(Tensor picture, RandomGenerator random) {
        tape.kernels().scaleAndShift(picture, 2, -1);
        try (Tensor codes = vqgan.encode(picture.retain(), random, tape)) {
            tape.kernels().copy(codes, latent);
        }
    }

    @Override
    public void beginAtRandom(RandomGenerator random) {
        float[] codes = quantizer.randomCodes((int) latent.dimension(1), (int) latent.dimension(2), random);
        latent.write(0, codes, 0, codes.length);
    }

    @Override
    public PictureSize size() {
        return size;
    }

    @Override
    public Tensor parameters() {
        return latent;
    }

    @Override
    public void draw(Tensor picture) {
        phases.accept(Phase.QUANTISE);
        Tensor quantised = quantizer.quantize(latent, tape);
        phases.accept(Phase.DECODE);
        decoded = vqgan.decode(quantised, tape);
        tape.kernels().toColours(decoded, picture);
    }

    @Override
    public void show(Tensor parameters, Tensor picture) {
        boolean recording = tape.record(false);
        try (Tensor drawn = vqgan.decode(quantizer.quantize(parameters, tape), tape)) {
            tape.kernels().toColours(drawn, picture);
        } finally {
            tape.record(recording);
        }
    }

    @Override
    public void backward(Tensor pictureGradient, Tensor gradient) {
        phases.accept(Phase.DECODE_BACKWARD);
        try (Tensor colours = Objects.requireNonNull(decoded, "nothing was drawn yet")) {
            tape.kernels().toColoursBackward(colours, pictureGradient);
        }
        // Straight through: the gradient at the quantised latent is used as that of the latent itself.
        try (Tensor ofLatent = vqgan.decodeBackward(pictureGradient, tape)) {
            tape.kernels().add(gradient, ofLatent);
        }
    }

    @Override
    public void settle() {
        quantizer.clampToRange(latent, tape);
    }

    /** The code nearest to each place, row by row. */
    int[] codes() {
        return quantizer.nearest(latent, tape);
    }

    /**
     * Puts codes in the place of some of the present ones.
     *
     * @param codes of the whole canvas, row by row
     * @param where for each of them whether it is put
     */
    void put(int[] codes, boolean[] where) {
        int channels = quantizer.channels();
        float[] vectors = quantizer.lookUp(codes);
        for (int i = 0; i < codes.length; i++) {
            if (where[i]) {
                latent.write((long) i * channels, vectors, i * channels, channels);
            }
        }
    }

    /**
     * Puts parts of an earlier latent in the place of the present one's.
     *
     * @param earlier shaped as {@link #parameters()}
     * @param where for each place, row by row, whether it is put back
     */
    void restore(Tensor earlier, boolean[] where) {
        int channels = quantizer.channels();
        float[] vector = new float[channels];
        for (int i = 0; i < where.length; i++) {
            if (where[i]) {
                earlier.read((long) i * channels, vector, 0, channels);
                latent.write((long) i * channels, vector, 0, channels);
            }
        }
    }

    /**
     * Moves parts of an earlier latent a part of the way towards codes.
     *
     * @param earlier shaped as {@link #parameters()}
     * @param codes of the whole canvas, row by row
     * @param where for each of them whether the latent is moved there
     * @param share of the way, of 0 to 1
     */
    void approach(Tensor earlier, int[] codes, boolean[] where, double share) {
        int channels = quantizer.channels();
        float[] vectors = quantizer.lookUp(codes);
        float[] vector = new float[channels];
        for (int i = 0; i < codes.length; i++) {
            if (where[i]) {
                earlier.read((long) i * channels, vector, 0, channels);
                for (int c = 0; c < channels; c++) {
                    vector[c] += (float) (share * (vectors[i * channels + c] - vector[c]));
                }
                earlier.write((long) i * channels, vector, 0, channels);
            }
        }
    }

    @Override
    public void state(State state) {
        state.tensor("latent", latent);
    }
}
