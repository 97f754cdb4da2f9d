package io.github.congeal.internal.vqgan;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.OnDemand;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A VQGAN: pictures {@code [1, H, W, 3]} with colours from -1 to 1, and latents {@code [1, H / f, W / f, D]}.
 *
 * <p>Immutable, and shared by all runs. It owns the weights that it was loaded from.
 */
public final class Vqgan implements AutoCloseable {
    private final Weights weights;
    private final VqganArchitecture architecture;
    private final OnDemand<Layer> encoder;
    private final Layer decoder;
    private final VectorQuantizer quantizer;
    private final @Nullable GumbelQuantizer gumbel;

    private Vqgan(Weights weights, VqganArchitecture architecture) {
        this.weights = weights;
        this.architecture = architecture;
        int latentChannels = architecture.latentChannels();
        int codeWidth = architecture.codeWidth();
        int codes = architecture.codes();
        String codebook =
                architecture.gumbel() ? VqganArchitecture.GUMBEL_CODEBOOK : VqganArchitecture.NEAREST_CODEBOOK;
        // First, as it is often the largest tensor: the array that it is read into then does for all others.
        this.quantizer = new VectorQuantizer(weights, weights.borrow(codebook, codes, codeWidth), codes, codeWidth);
        this.encoder = weights.onDemand(all -> new Sequence(List.of(
                new Encoder(all.at("encoder").withoutGradients(), architecture),
                Parts.pointwise(all.at("quant_conv"), latentChannels, codeWidth))));
        this.decoder = new Sequence(List.of(
                Parts.pointwise(weights.at("post_quant_conv"), codeWidth, latentChannels),
                new Decoder(weights.at("decoder"), architecture)));
        this.gumbel = architecture.gumbel() ? new GumbelQuantizer(weights.at("quantize"), codeWidth, codes) : null;
    }

    /**
     * Loads a published model from its tensors; the architecture is inferred from their names and shapes.
     *
     * @param weights taken over
     * @throws CheckpointException if they are not those of a VQGAN
     */
    public static Vqgan load(Weights weights) {
        return load(weights, VqganArchitecture.USUAL_GROUPS);
    }

    /**
     * Loads a model from its tensors; the architecture is inferred from their names and shapes.
     *
     * @param weights taken over
     * @param groups the groups of every normalisation, {@link VqganArchitecture#USUAL_GROUPS} in taming's models
     * @throws CheckpointException if they are not those of a VQGAN
     */
    public static Vqgan load(Weights weights, int groups) {
        VqganArchitecture architecture = VqganArchitecture.of(weights, groups);
        VqganTensors.of(architecture).check(weights, "a VQGAN");
        return new Vqgan(weights, architecture);
    }

    /** Its sizes. */
    public VqganArchitecture architecture() {
        return architecture;
    }

    /** Its codebook. */
    public VectorQuantizer quantizer() {
        return quantizer;
    }

    /** How many pixels, in each direction, one code stands for: f. */
    public int factor() {
        return architecture.factor();
    }

    /** The width of a latent: D. */
    public int latentChannels() {
        return architecture.codeWidth();
    }

    /** The device it is on. */
    public Device device() {
        return weights.device();
    }

    /** The native memory of the weights. */
    public long bytes() {
        return weights.bytes();
    }

    /**
     * The picture of a latent; its colours can exceed -1 and 1 a little.
     *
     * @param latent {@code [1, h, w, D]}; taken over
     */
    public Tensor decode(Tensor latent, Tape tape) {
        return decoder.forward(latent, tape);
    }

    /**
     * The gradient with respect to the latent of the last picture that was decoded.
     *
     * @param gradient with respect to the picture; taken over
     */
    public Tensor decodeBackward(Tensor gradient, Tape tape) {
        return decoder.backward(gradient, tape);
    }

    /**
     * A picture's latent, quantised. Nothing is kept on the tape.
     *
     * <p>The encoder is loaded for this and freed afterwards, if the weights can be read again.
     *
     * @param picture taken over
     * @param random used if the codes are drawn ({@link VqganArchitecture#gumbel()}): one number for each code of each
     *     position
     * @throws CheckpointException if the encoder can no longer be read
     */
    public Tensor encode(Tensor picture, RandomGenerator random, Tape tape) {
        requireSize(picture.dimension(2), picture.dimension(1));
        try (Tensor features = features(picture, tape)) {
            int[] codes =
                    gumbel == null ? quantizer.nearest(features, tape) : gumbel.draw(features.toFloats(), random, tape);
            return quantizer.lookUp(codes, (int) features.dimension(1), (int) features.dimension(2), tape);
        }
    }

    /** The encoder: loaded for {@link #encode} and freed afterwards. */
    OnDemand<Layer> encoder() {
        return encoder;
    }

    /** Whether a tensor of this name is one of those that are loaded for {@link #encode} alone. */
    public static boolean isOfEncoder(String name) {
        return name.startsWith("encoder.") || name.startsWith("quant_conv.");
    }

    private Tensor features(Tensor picture, Tape tape) {
        boolean recording = tape.record(false);
        try (OnDemand.Lease<Layer> lease = encoder.lease()) {
            return lease.get().forward(picture, tape);
        } finally {
            tape.record(recording);
        }
    }

    /**
     * Checks that a picture of this size consists of whole codes.
     *
     * @throws IllegalArgumentException if it does not, naming the nearest possible sizes
     */
    public void requireSize(long width, long height) {
        int factor = architecture.factor();
        if (width < factor || height < factor || width % factor != 0 || height % factor != 0) {
            throw new IllegalArgumentException(
                    "the size %dx%d is impossible with this VQGAN: width and height must be multiples of %d, as in %dx%d"
                            .formatted(
                                    width,
                                    height,
                                    factor,
                                    nearestMultiple(width, factor),
                                    nearestMultiple(height, factor)));
        }
    }

    /** Frees the weights: no run may use them any more. */
    @Override
    public void close() {
        weights.close();
    }

    private static long nearestMultiple(long size, int factor) {
        return Math.max(1, (size + factor / 2) / factor) * factor;
    }
}
