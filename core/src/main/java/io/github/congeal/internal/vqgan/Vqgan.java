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
    private final Layer tiledDecoder;
    private final VectorQuantizer quantizer;
    private final @Nullable GumbelQuantizer gumbel;

    private Vqgan(Weights weights, VqganArchitecture architecture) {
        this.weights = weights;
        this.architecture = architecture;
        int latentChannels = architecture.latentChannels();
        int codeWidth = architecture.codeWidth();
        int codes = architecture.codes();
        // First, as it is often the largest tensor: the array that it is read into then does for all others.
        this.quantizer = new VectorQuantizer(
                weights,
                weights.borrow(architecture.codebook(), codes, codeWidth),
                codes,
                codeWidth,
                architecture.choice());
        this.encoder = weights.onDemand(all -> {
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
     * Loads a published model from its tensors; the architecture is inferred from their names and shapes.
     *
     * @param weights taken over
     * @throws CheckpointException if they are not those of a VQGAN
     */
    public static Vqgan load(Weights weights) {
        return load(weights, VqganConfiguration.TAMING);
    }

    /**
     * Loads a model from its tensors; the architecture is inferred from their names and shapes.
     *
     * @param weights taken over
     * @param configuration what these do not tell
     * @throws CheckpointException if they are not those of a VQGAN, or if it cannot be told how its codes are chosen
     */
    public static Vqgan load(Weights weights, VqganConfiguration configuration) {
        VqganArchitecture architecture = VqganArchitecture.of(weights, configuration);
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
        return decoder(latent.dimension(1), latent.dimension(2), tape).forward(latent, tape);
    }

    /**
     * The gradient with respect to the latent of the last picture that was decoded.
     *
     * @param gradient with respect to the picture; taken over
     */
    public Tensor decodeBackward(Tensor gradient, Tape tape) {
        return decoder(gradient.dimension(1) / factor(), gradient.dimension(2) / factor(), tape)
                .backward(gradient, tape);
    }

    private Layer decoder(long height, long width, Tape tape) {
        return Tiling.of(height, width, tape).count() == 1 ? decoder : tiledDecoder;
    }

    /**
     * A picture's latent, quantised. Nothing is kept on the tape.
     *
     * <p>The encoder is loaded for this and freed afterwards, if the weights can be read again.
     *
     * @param picture taken over
     * @param random used if the codes are drawn ({@link CodeChoice#DRAWN}): one number for each code of each
     *     position
     * @throws CheckpointException if the encoder can no longer be read, or its weights make no numbers of the picture
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
     * Requires that a picture which was decoded is finite.
     *
     * @throws CheckpointException if not
     */
    public void requireFinite(Tensor drawn) {
        weights.requireFinite("the decoded picture", drawn);
    }

    /** Keeps the encoder in memory from the next {@link #encode} until it is closed: for what encodes again and again. */
    public OnDemand.Lease<?> leaseEncoder() {
        return encoder.lease();
    }

    /** The native memory of the encoder; 0 while it is not in memory, or if it always is. */
    public long encoderBytes() {
        return encoder.bytes();
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
