package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.Phase;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Wrap;
import io.github.congeal.internal.vqgan.VectorQuantizer;
import io.github.congeal.internal.vqgan.Vqgan;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The latent of a VQGAN, {@code [1, H / f, W / f, D]}: quantised with a straight-through gradient (van den Oord et al. 2017),
 * decoded, and clamped as in Crowson's VQGAN+CLIP notebook.
 */
public final class LatentCanvas implements CodedCanvas {
    private final Vqgan vqgan;
    private final VectorQuantizer quantizer;
    private final PictureSize size;
    private final Wrap wrap;
    private final TileOrigin origin;
    private final Tape tape;
    private final Consumer<Phase> phases;
    private final Drawing drawing;
    private final Tensor latent;

    /**
     * A canvas whose latent is undefined until it is begun.
     *
     * @param size the size of the picture, multiples of the VQGAN's factor
     * @param phases called when a phase of a step begins
     */
    public LatentCanvas(Vqgan vqgan, PictureSize size, Tape tape, Consumer<Phase> phases) {
        this(vqgan, size, Wrap.NONE, tape, phases);
    }

    /**
     * A canvas that may be a seamless tile.
     *
     * @param wrap the directions in which the picture is periodic
     */
    LatentCanvas(Vqgan vqgan, PictureSize size, Wrap wrap, Tape tape, Consumer<Phase> phases) {
        this.vqgan = vqgan;
        this.quantizer = vqgan.quantizer();
        this.size = size;
        this.wrap = wrap;
        this.origin = TileOrigin.of(wrap, vqgan.factor());
        this.tape = tape;
        this.phases = phases;
        this.drawing = new Drawing(vqgan, wrap, tape, phases);
        this.latent = tape.take(1, size.height() / vqgan.factor(), size.width() / vqgan.factor(), quantizer.channels());
    }

    @Override
    public void begin(float[] picture, RandomGenerator random) {
        VqganCodec codec = new VqganCodec(vqgan, tape);
        float[] drawn = origin.drawn(picture, size.height(), size.width());
        try (Tensor codes = tape.wrapping(wrap, () -> codec.latent(drawn, size.height(), size.width(), random))) {
            tape.kernels().copy(codes, latent);
        }
    }

    @Override
    public void put(Tensor picture, RandomGenerator random) {
        tape.kernels().scaleAndShift(picture, 2, -1);
        Tensor drawn = origin.drawn(picture.retain(), tape);
        try (Tensor codes = tape.wrapping(wrap, () -> vqgan.encode(drawn, random, tape))) {
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
    public void draw(Tensor picture, RandomGenerator random) {
        phases.accept(Phase.QUANTISE);
        drawing.draw(quantizer.quantize(latent, tape), picture);
    }

    @Override
    public void show(Tensor parameters, Tensor picture) {
        drawing.show(quantizer.quantize(parameters, tape), picture);
    }

    @Override
    public void backward(Tensor pictureGradient, Tensor gradient) {
        // Straight-through estimator: the gradient of the quantised latent is used for the latent.
        try (Tensor ofLatent = drawing.backward(pictureGradient)) {
            tape.kernels().add(gradient, ofLatent);
        }
    }

    @Override
    public void settle() {
        quantizer.clampToRange(latent, tape);
    }

    /** The nearest code of each position. */
    @Override
    public int[] codes() {
        return quantizer.nearest(latent, tape);
    }

    @Override
    public void put(int[] codes, boolean[] where) {
        int channels = quantizer.channels();
        float[] vectors = quantizer.lookUp(codes);
        for (int i = 0; i < codes.length; i++) {
            if (where[i]) {
                latent.write((long) i * channels, vectors, i * channels, channels);
            }
        }
    }

    @Override
    public void approach(Tensor earlier, int[] codes, boolean[] where, double share) {
        int channels = quantizer.channels();
        float[] vectors = quantizer.lookUp(codes);
        approach(earlier, where, share, i -> Arrays.copyOfRange(vectors, i * channels, (i + 1) * channels));
    }

    @Override
    public void state(State state) {
        state.tensor("latent", latent);
    }
}
