package io.github.congeal.internal.engine;

import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.clip.Tokenizer;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.sketcher.BookSketcher;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.vqgan.Vqgan;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The networks of a model.
 *
 * <p>The public {@code Model} does not expose them, so that no internal type crosses the API; other modules of Congeal get
 * them by {@link #of}.
 *
 * @param vqgan decodes latents to pictures; null if only a CLIP was loaded
 * @param clip compares pictures with texts; null if only a VQGAN was loaded
 * @param tokenizer splits texts into tokens for clip
 * @param defaults the default settings of the model
 * @param sketcher sketches prompts, if the model has one
 * @param others further CLIPs, with weights relative to 1 for the first
 * @param weights the owners of their memory
 */
public record Networks(
        @Nullable Vqgan vqgan,
        @Nullable Clip clip,
        Tokenizer tokenizer,
        io.github.congeal.control.Settings defaults,
        Optional<BookSketcher> sketcher,
        List<WeightedClip> others,
        List<Weights> weights)
        implements AutoCloseable {
    private static Function<Object, Networks> opener = model -> {
        throw new IllegalStateException("no model was made yet");
    };

    private static Function<Device, Networks> bundled = device -> {
        throw new IllegalStateException("no model was made yet");
    };

    /** Networks without a sketcher. */
    public Networks(
            @Nullable Vqgan vqgan,
            @Nullable Clip clip,
            Tokenizer tokenizer,
            io.github.congeal.control.Settings defaults,
            List<Weights> weights) {
        this(vqgan, clip, tokenizer, defaults, Optional.empty(), List.of(), weights);
    }

    /**
     * These networks with a sketcher.
     *
     * @param loaded a sketcher that draws codes of this VQGAN
     * @param sketcherWeights the owners of its memory, taken over
     */
    public Networks withSketcher(BookSketcher loaded, List<Weights> sketcherWeights) {
        List<Weights> all =
                Stream.concat(weights.stream(), sketcherWeights.stream()).toList();
        return new Networks(vqgan, clip, tokenizer, defaults, Optional.of(loaded), others, all);
    }

    /**
     * These networks with a further CLIP.
     *
     * @param loaded networks with a CLIP, whose memory is taken over
     * @param weight its weight relative to the first CLIP's, which is 1
     */
    public Networks with(Networks loaded, double weight) {
        List<WeightedClip> more = Stream.concat(others.stream(), Stream.of(new WeightedClip(loaded.clip(), weight)))
                .toList();
        List<Weights> all =
                Stream.concat(weights.stream(), loaded.weights.stream()).toList();
        return new Networks(vqgan, clip, tokenizer, defaults, sketcher, more, all);
    }

    /** All CLIPs, beginning with the first, with weights that add up to 1. */
    public List<WeightedClip> clips() {
        double sum = 1 + others.stream().mapToDouble(WeightedClip::weight).sum();
        return Stream.concat(Stream.of(new WeightedClip(clip(), 1)), others.stream())
                .map(one -> new WeightedClip(one.clip(), one.weight() / sum))
                .toList();
    }

    /** The sum of the dimensions of all CLIPs' embeddings. */
    int dimensions() {
        return clips().stream().mapToInt(one -> one.clip().dimension()).sum();
    }

    /**
     * The VQGAN.
     *
     * @throws IllegalStateException if there is none
     */
    @Override
    public Vqgan vqgan() {
        return required(vqgan, "this model has only a CLIP: load it together with a VQGAN");
    }

    /**
     * The first CLIP.
     *
     * @throws IllegalStateException if there is none
     */
    @Override
    public Clip clip() {
        return required(clip, "this model has only a VQGAN: load it together with a CLIP");
    }

    private static <T> T required(@Nullable T network, String otherwise) {
        if (network == null) {
            throw new IllegalStateException(otherwise);
        }
        return network;
    }

    /**
     * The downsampling factor of the VQGAN: the sides of pictures are multiples of it.
     *
     * @throws IllegalStateException if there is no VQGAN
     */
    public int blockSize() {
        return vqgan().factor();
    }

    /** Whether there is a VQGAN. */
    public boolean hasVqgan() {
        return vqgan != null;
    }

    /** Whether there is a CLIP. */
    public boolean hasClip() {
        return clip != null;
    }

    /** The native memory of the weights, in bytes. */
    public long bytes() {
        return weights.stream().mapToLong(Weights::bytes).sum();
    }

    /** The device of the weights. */
    public Device device() {
        return vqgan == null ? clip().device() : vqgan.device();
    }

    /** Returns memory that runs have freed to the operating system: see {@link Device#giveBack}. */
    public void giveBack() {
        device().giveBack();
    }

    /** Frees the weights. */
    @Override
    public void close() {
        weights.forEach(Weights::close);
    }

    /**
     * Called once by the class {@code Model}, with one function that gets a model's networks, and another that loads
     * the bundled model on a device.
     */
    public static void openWith(Function<Object, Networks> function, Function<Device, Networks> bundledOne) {
        opener = function;
        bundled = bundledOne;
    }

    /** Loads the bundled model's networks on a device; to be closed. */
    public static Networks bundledOn(Device device) {
        return bundled.apply(device);
    }

    /** The networks of a model. */
    public static Networks of(Object model) {
        return opener.apply(model);
    }
}
