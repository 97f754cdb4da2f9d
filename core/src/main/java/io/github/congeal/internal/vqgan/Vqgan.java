package io.github.congeal.internal.vqgan;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.nn.ExpectedShapes;
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
 * A VQGAN (Esser, Rombach and Ommer 2021): encodes pictures {@code [1, H, W, 3]}, -1..1, to latents {@code [1, H / f, W / f,
 * D]}, and decodes latents.
 *
 * <p>Immutable and thread-safe. It owns the weights that it was loaded from.
 */
public final class Vqgan implements AutoCloseable {
    private final Weights weights;
    private final VqganArchitecture architecture;
    private final OnDemand<Layer> encoder;
    private final Layer decoder;
    private final Layer tiledDecoder;
    private final VectorQuantizer quantizer;
    private final @Nullable GumbelQuantizer gumbel;

    private Vqgan(Weights weights, VqganArchitecture architecture, ExpectedShapes tensors) {
        this.weights = weights;
        this.architecture = architecture;
        int latentChannels = architecture.latentChannels();
        int codeWidth = architecture.codeWidth();
        int codes = architecture.codes();
        // First, because it is often the largest tensor: the array that it is borrowed in is then long enough for all.
        this.quantizer = new VectorQuantizer(
                weights,
                weights.borrow(architecture.codebook(), codes, codeWidth),
                codes,
                codeWidth,
                architecture.choice());
        this.encoder = weights.onDemand(tensors.shapes(Vqgan::isOfEncoder), all -> {
            Layer whole = new Encoder(all.at("encoder").withoutGradients(), architecture);
            return architecture.style().hasCodeMaps()
                    ? new Sequence(List.of(whole, Parts.pointwise(all.at("quant_conv"), latentChannels, codeWidth)))
                    : whole;
        });
        Layer whole = new Decoder(weights.at("decoder"), architecture);
        this.decoder = architecture.style().hasCodeMaps()
                ? new Sequence(
                        List.of(Parts.pointwise(weights.at("post_quant_conv"), codeWidth, latentChannels), whole))
                : whole;
        this.tiledDecoder = new TiledDecoder(decoder, architecture.factor());
        this.gumbel = architecture.choice() == CodeChoice.DRAWN
                ? new GumbelQuantizer(weights.at("quantize"), codeWidth, codes)
                : null;
    }

    /**
     * Loads a model with the configuration of taming-transformers' models. The architecture is inferred from the names and
     * shapes of its tensors.
     *
     * @param weights taken over
     * @throws CheckpointException if they are not those of a VQGAN
     */
    public static Vqgan load(Weights weights) {
        return load(weights, VqganConfiguration.TAMING);
    }

    /**
     * Loads a model. The architecture is inferred from the names and shapes of its tensors.
     *
     * @param weights taken over
     * @param configuration what cannot be inferred
     * @throws CheckpointException if they are not those of a VQGAN, or if it is not known how its codes are chosen
     */
    public static Vqgan load(Weights weights, VqganConfiguration configuration) {
        VqganArchitecture architecture = VqganArchitecture.of(weights, configuration);
        ExpectedShapes tensors = VqganTensors.of(architecture);
        tensors.check(weights, "a VQGAN");
        return new Vqgan(weights, architecture, tensors);
    }

    /** The architecture that was inferred from the weights. */
    public VqganArchitecture architecture() {
        return architecture;
    }

    /** The codebook. */
    public VectorQuantizer quantizer() {
        return quantizer;
    }

    /** The downsampling factor f: the pixels per code in each direction. */
    public int factor() {
        return architecture.factor();
    }

    /** The channels D of a latent. */
    public int latentChannels() {
        return architecture.codeWidth();
    }

    /** The device it is on. */
    public Device device() {
        return weights.device();
    }

    /** The native memory of the weights, in bytes, without the encoder if that is loaded on demand. */
    public long bytes() {
        return weights.bytes();
    }

    /**
     * Decodes a latent.
     *
     * @param latent {@code [1, h, w, D]}; taken over
     * @return {@code [1, f h, f w, 3]}, -1..1 or slightly beyond
     */
    public Tensor decode(Tensor latent, Tape tape) {
        return decoder(latent.dimension(1), latent.dimension(2), tape).forward(latent, tape);
    }

    /**
     * The gradient of the last {@link #decode} that is still on the tape.
     *
     * @param gradient with respect to the picture; taken over
     * @return the gradient with respect to the latent
     */
    public Tensor decodeBackward(Tensor gradient, Tape tape) {
        return decoder(gradient.dimension(1) / factor(), gradient.dimension(2) / factor(), tape)
                .backward(gradient, tape);
    }

    private Layer decoder(long height, long width, Tape tape) {
        return Tiling.of(height, width, tape).count() == 1 ? decoder : tiledDecoder;
    }

    /**
     * Encodes a picture to a quantised latent. Nothing is saved on the tape.
     *
     * <p>The encoder is loaded for this and freed afterwards, unless the weights cannot be read again or it is leased.
     *
     * @param picture {@code [1, H, W, 3]}, -1..1; taken over
     * @param random used only with {@link CodeChoice#DRAWN}: one number for each code of each position
     * @return {@code [1, H / f, W / f, D]}
     * @throws IllegalArgumentException if the sides are not multiples of f
     * @throws CheckpointException if the encoder can no longer be read, or its features are not finite
     */
    public Tensor encode(Tensor picture, RandomGenerator random, Tape tape) {
        requireSize(picture.dimension(2), picture.dimension(1));
        try (Tensor features = features(picture, tape)) {
            // The nearest code is found even for NaN.
            weights.requireFinite("the encoded picture", features);
            int[] codes =
                    gumbel == null ? quantizer.nearest(features, tape) : gumbel.draw(features.toFloats(), random, tape);
            return quantizer.lookUp(codes, (int) features.dimension(1), (int) features.dimension(2), tape);
        }
    }

    /**
     * Requires that a decoded picture is finite.
     *
     * @throws CheckpointException if not
     */
    public void requireFinite(Tensor drawn) {
        weights.requireFinite("the decoded picture", drawn);
    }

    /** A lease that keeps the encoder in memory, from the next {@link #encode} until the lease is closed. */
    public OnDemand.Lease<?> leaseEncoder() {
        return encoder.lease();
    }

    /** The native memory of the encoder in bytes; 0 while it is not loaded, or if it is part of the model's own. */
    public long encoderBytes() {
        return encoder.bytes();
    }

    /** The encoder, loaded on demand. */
    OnDemand<Layer> encoder() {
        return encoder;
    }

    /** Whether a tensor of this name is loaded for {@link #encode} only. */
    private static boolean isOfEncoder(String name) {
        return name.startsWith("encoder.") || name.startsWith("quant_conv.");
    }

    private Tensor features(Tensor picture, Tape tape) {
        boolean recording = tape.record(false);
        try (OnDemand.Lease<Layer> lease = encoder.lease()) {
            Tiling tiling = Tiling.of(picture.dimension(1) / factor(), picture.dimension(2) / factor(), tape);
            return tiling.count() == 1
                    ? lease.get().forward(picture, tape)
                    : features(picture, tiling, lease.get(), tape);
        } finally {
            tape.record(recording);
        }
    }

    private Tensor features(Tensor picture, Tiling tiling, Layer ofTile, Tape tape) {
        Tensor features = tape.take(1, tiling.down().whole(), tiling.across().whole(), latentChannels());
        tape.kernels().fill(features, 0);
        try (picture) {
            for (int i = 0; i < tiling.count(); i++) {
                try (Tensor part = ofTile.forward(tiling.cut(picture, i, factor(), tape), tape)) {
                    tiling.weigh(part, i, 1, tape);
                    tiling.add(part, features, i, 1, tape);
                }
            }
        }
        return features;
    }

    /**
     * Checks that both sides of a picture are multiples of f.
     *
     * @throws IllegalArgumentException if it does not, naming the nearest possible sizes
     */
    public void requireSize(long width, long height) {
        int factor = architecture.factor();
        if (width < factor || height < factor || width % factor != 0 || height % factor != 0) {
            throw new IllegalArgumentException(
                    "the size %sx%s is impossible with this VQGAN: width and height must be multiples of %s, as in %sx%s"
                            .formatted(
                                    width,
                                    height,
                                    factor,
                                    nearestMultiple(width, factor),
                                    nearestMultiple(height, factor)));
        }
    }

    /** Frees the weights; no run may use them afterwards. */
    @Override
    public void close() {
        weights.close();
    }

    private static long nearestMultiple(long size, int factor) {
        return Math.max(1, (size + factor / 2) / factor) * factor;
    }
}
