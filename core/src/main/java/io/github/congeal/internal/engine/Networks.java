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
 * <p>The public {@code Model} does not expose it, so that no internal type crosses the API; the rest of Congeal gets it
 * through {@link #of}.
 *
 * @param vqgan draws pictures from latents; null if only a CLIP was loaded
 * @param clip compares pictures with words; null if only a VQGAN was loaded
 * @param tokenizer splits words into tokens for clip
 * @param defaults the settings that suit them best
 * @param sketcher sketches what is asked for, if the model has one
 * @param others further CLIPs, whose weights are relative to 1 for the first
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
     * @param loaded for the VQGAN's codes
     * @param sketcherWeights what owns its memory, taken over
     */
    public Networks withSketcher(BookSketcher loaded, List<Weights> sketcherWeights) {
        List<Weights> all =
                Stream.concat(weights.stream(), sketcherWeights.stream()).toList();
        return new Networks(vqgan, clip, tokenizer, defaults, Optional.of(loaded), others, all);
    }

    /**
     * These networks with another CLIP.
     *
     * @param loaded a CLIP and the owner of its memory
     * @param weight how much it counts beside the first, which counts 1
     */
    public Networks with(Networks loaded, double weight) {
        List<WeightedClip> more = Stream.concat(others.stream(), Stream.of(new WeightedClip(loaded.clip(), weight)))
                .toList();
        List<Weights> all =
                Stream.concat(weights.stream(), loaded.weights.stream()).toList();
        return new Networks(vqgan, clip, tokenizer, defaults, sketcher, more, all);
    }

    /** All CLIPs, the first one first, with weights that are 1 together. */
    public List<WeightedClip> clips() {
        double sum = 1 + others.stream().mapToDouble(WeightedClip::weight).sum();
        return Stream.concat(Stream.of(new WeightedClip(clip(), 1)), others.stream())
                .map(one -> new WeightedClip(one.clip(), one.weight() / sum))
                .toList();
    }

    /** The lengths of one embedding of each CLIP, added up. */
    int dimensions() {
        return clips().stream().mapToInt(one -> one.clip().dimension()).sum();
    }

    /**
     * Draws pictures from latents.
     *
     * @throws IllegalStateException if there is none
     */
    @Override
    public Vqgan vqgan() {
        return required(vqgan, "this model has only a CLIP: load it together with a VQGAN");
    }

    /**
     * Compares pictures with words.
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
     * The side of the square blocks that a picture consists of, in pixels.
     *
     * @throws IllegalStateException if there is no VQGAN
     */
    public int blockSize() {
        return vqgan().factor();
    }

    /** Whether it can draw pictures. */
    public boolean hasVqgan() {
        return vqgan != null;
    }

    /** Whether it can compare pictures with words. */
    public boolean hasClip() {
        return clip != null;
    }

    /** The native memory that the weights take. */
    public long bytes() {
        return weights.stream().mapToLong(Weights::bytes).sum();
    }

    /** The device on which they are. */
    public Device device() {
        return vqgan == null ? clip().device() : vqgan.device();
    }

    /** Gives memory that runs have freed back to the system. */
    public void giveBack() {
        device().giveBack();
    }

    /** Frees the weights. */
    @Override
    public void close() {
        weights.forEach(Weights::close);
    }

    /**
     * Called once by the class {@code Model}: how to get a model's networks, and how to load the bundled ones on a
     * device.
     */
    public static void openWith(Function<Object, Networks> function, Function<Device, Networks> bundledOne) {
        opener = function;
        bundled = bundledOne;
    }

    /** The bundled model's networks, loaded once more on a device; to be closed. */
    public static Networks bundledOn(Device device) {
        return bundled.apply(device);
    }

    /** The networks of a model. */
    public static Networks of(Object model) {
        return opener.apply(model);
    }
}
