package io.github.congeal.model;

import io.github.congeal.CheckpointException;
import io.github.congeal.ModelUnavailableException;
import io.github.congeal.PromptTooLongException;
import io.github.congeal.control.Device;
import io.github.congeal.control.Range;
import io.github.congeal.internal.engine.DeviceChoice;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Viewer;
import io.github.congeal.internal.image.ImageFile;
import io.github.congeal.internal.tensor.ThreadLimit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A VQGAN, which draws pictures, and a CLIP, which compares pictures with words; or one of them alone.
 *
 * <p>Two parts of a model from files are in memory only while they are used: CLIP's text tower, which embeds texts, and
 * the VQGAN's encoder, for initial images and {@link #reconstruct}. Each is read from its file when needed and freed
 * afterwards, which takes some tenths of a second each time. The files must therefore stay as they are until {@link
 * #close()}; if one has changed or is gone, methods that need it throw a {@link CheckpointException}.
 *
 * <p>Immutable and thread-safe; generations that share a model share its weights. {@link #close()} frees them: call it
 * when no run uses them any more.
 */
public final class Model implements AutoCloseable {
    static {
        Networks.openWith(
                model -> ((Model) model).networks, device -> BundledNetworks.load(device, new BundledFiles()));
    }

    private final Networks networks;
    private final @Nullable Path vqgan;
    private final @Nullable Path clip;
    private final Viewer viewer;
    private final List<FurtherClip> furtherClips;
    private final List<Networks> owned;

    /** Creates a model from files, or the bundled one, which has none. */
    Model(Networks networks, @Nullable Path vqgan, @Nullable Path clip) {
        this.networks = networks;
        this.vqgan = vqgan == null ? null : vqgan.toAbsolutePath();
        this.clip = clip == null ? null : clip.toAbsolutePath();
        this.viewer = new Viewer(networks);
        this.furtherClips = List.of();
        this.owned = vqgan == null && clip == null ? List.of() : List.of(networks);
    }

    /** Creates a model with a further CLIP. */
    private Model(Model model, Model more, FurtherClip further) {
        this.networks = model.networks.with(more.networks, further.weight());
        this.vqgan = model.vqgan;
        this.clip = model.clip;
        this.viewer = new Viewer(networks);
        this.furtherClips =
                Stream.concat(model.furtherClips.stream(), Stream.of(further)).toList();
        this.owned =
                Stream.concat(model.owned.stream(), Stream.of(more.networks)).toList();
    }

    /**
     * Returns the small model inside Congeal, which needs neither files nor a network connection. It is loaded on the
     * first call and kept for good; closing it does nothing.
     */
    public static Model bundled() {
        return bundled(Device.AUTO);
    }

    /**
     * Returns the small model inside Congeal, on a given device.
     *
     * @throws io.github.congeal.DeviceUnavailableException if the device cannot be used, or if ND4J already computes on
     *     another
     */
    public static Model bundled(Device device) {
        return bundled(LoadOptions.defaults().device(device));
    }

    /**
     * Returns the small model inside Congeal, on a given device and with a given number of threads. One is kept for
     * each device and number of threads. The listener is not called.
     *
     * @throws io.github.congeal.DeviceUnavailableException if the device cannot be used, or if ND4J already computes on
     *     another
     * @throws IllegalArgumentException if an activation was set, since the bundled model has its own
     */
    public static Model bundled(LoadOptions options) {
        if (Objects.requireNonNull(options, "options").activation().isPresent()) {
            throw new IllegalArgumentException("activation was %s, but the bundled model has its own: leave it out"
                    .formatted(options.activation().get()));
        }
        return Bundled.get(options);
    }

    /**
     * Same as {@link #load(Path, Path, LoadOptions)} with the defaults.
     *
     * @throws CheckpointException if a file cannot be read or is not such a model
     */
    public static Model load(Path vqgan, Path clip) {
        return load(vqgan, clip, LoadOptions.defaults());
    }

    /**
     * Loads a model from two files, in any of the formats in which models are published. The tensor names of several
     * programs are recognised; the architecture follows from names and shapes. A weight that is NaN or infinite is
     * refused.
     *
     * @param vqgan a VQGAN's weights, named as in taming-transformers, latent-diffusion, vqgan-jax, LlamaGen, IBQ or
     *     open-muse (MaskGIT)
     * @param clip a CLIP's weights, named as in OpenAI's repository, open_clip, TinyCLIP or Hugging Face's transformers
     * @throws CheckpointException if a file cannot be read or is not such a model; nothing stays in memory then
     */
    public static Model load(Path vqgan, Path clip, LoadOptions options) {
        return new ModelFiles(Objects.requireNonNull(vqgan, "vqgan"), Objects.requireNonNull(clip, "clip"), options)
                .load();
    }

    /**
     * Loads a model as {@link #load(Path, Path, LoadOptions)} does, on a thread of its own, and returns at once.
     *
     * @return a future that fails with whatever {@code load} throws; if it is cancelled, loading ends soon and nothing
     *     stays in memory
     */
    public static CompletableFuture<Model> loadAsync(Path vqgan, Path clip, LoadOptions options) {
        return loadAsync(vqgan, clip, options, task -> {
            Thread thread = new Thread(task, "congeal-load");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Like {@link #loadAsync(Path, Path, LoadOptions)}, on a thread of the executor. */
    public static CompletableFuture<Model> loadAsync(Path vqgan, Path clip, LoadOptions options, Executor executor) {
        Objects.requireNonNull(vqgan, "vqgan");
        Objects.requireNonNull(clip, "clip");
        Objects.requireNonNull(options, "options");
        return new BackgroundLoad(() -> load(vqgan, clip, options)).on(executor);
    }

    /**
     * Loads a VQGAN alone, which suffices for {@link #reconstruct}. Methods that need a CLIP throw an {@link
     * IllegalStateException}.
     *
     * @throws CheckpointException if the file cannot be read or is not a VQGAN
     */
    public static Model loadVqgan(Path vqgan, LoadOptions options) {
        return new ModelFiles(Objects.requireNonNull(vqgan, "vqgan"), null, options).load();
    }

    /**
     * Loads a CLIP alone, which suffices for {@link #similarity}, {@link #probabilities} and the embeddings. Methods
     * that need a VQGAN throw an {@link IllegalStateException}.
     *
     * @throws CheckpointException if the file cannot be read or is not a CLIP
     */
    public static Model loadClip(Path clip, LoadOptions options) {
        return new ModelFiles(null, Objects.requireNonNull(clip, "clip"), options).load();
    }

    /** Returns the device that computes: {@link Device#CPU} or {@link Device#GPU}. */
    public Device device() {
        return DeviceChoice.name(networks.device());
    }

    /** Returns whether it has a VQGAN, which draws pictures. */
    public boolean draws() {
        return networks.hasVqgan();
    }

    /** Returns whether it has a CLIP, which compares pictures with words. */
    public boolean looks() {
        return networks.hasClip();
    }

    /** Returns the activation of CLIP's transformers. */
    public Activation activation() {
        return Activation.valueOf(
                networks.clip().architecture().configuration().activation().name());
    }

    /**
     * Loads two published models, first downloading those that are not in the standard {@link ModelCache}. That may be
     * a gigabyte; the overload with a {@link DownloadListener} reports progress.
     *
     * @param vqgan the name of a VQGAN in the {@link Catalogue}, such as {@code imagenet_f16_16384}
     * @param clip the name of a CLIP in it, such as {@code ViT-B/32}
     * @throws IllegalArgumentException if the catalogue has no such model
     * @throws ModelUnavailableException if no mirror delivers one of them
     * @throws IOException if it cannot be written to disk
     * @throws CheckpointException if a file is not such a model
     */
    public static Model fetch(String vqgan, String clip) throws IOException {
        return fetch(vqgan, clip, ModelCache.standard(), DownloadListener.NONE);
    }

    /** Like {@link #fetch(String, String)}, with another cache folder and a listener for the download. */
    public static Model fetch(String vqgan, String clip, ModelCache cache, DownloadListener listener)
            throws IOException {
        return fetch(vqgan, clip, cache, listener, LoadOptions.defaults());
    }

    /**
     * Like {@link #fetch(String, String)}, with another cache folder, a listener for the download and options for
     * loading.
     */
    public static Model fetch(
            String vqgan, String clip, ModelCache cache, DownloadListener listener, LoadOptions options)
            throws IOException {
        Catalogue catalogue = Catalogue.standard();
        PublishedModel draws = catalogue.get(vqgan, PublishedModel.Kind.VQGAN);
        PublishedModel looks = catalogue.get(clip, PublishedModel.Kind.CLIP);
        Path vqganFile = cache.fetch(draws, listener);
        return load(vqganFile, cache.fetch(looks, listener), options);
    }

    /**
     * Loads two published models that are in the standard {@link ModelCache}. Never downloads anything.
     *
     * @param vqgan the name of a VQGAN in the {@link Catalogue}, such as {@code imagenet_f16_16384}
     * @param clip the name of a CLIP in it, such as {@code ViT-B/32}
     * @throws IllegalArgumentException if the catalogue has no such model
     * @throws ModelUnavailableException if one of them is not there; the message says what to do
     * @throws CheckpointException if a file is not such a model
     */
    public static Model cached(String vqgan, String clip) throws ModelUnavailableException {
        return cached(vqgan, clip, ModelCache.standard());
    }

    /** Like {@link #cached(String, String)}, with another cache folder. */
    public static Model cached(String vqgan, String clip, ModelCache cache) throws ModelUnavailableException {
        return cached(vqgan, clip, cache, LoadOptions.defaults());
    }

    /** Like {@link #cached(String, String)}, with another cache folder and options for loading. */
    public static Model cached(String vqgan, String clip, ModelCache cache, LoadOptions options)
            throws ModelUnavailableException {
        Catalogue catalogue = Catalogue.standard();
        PublishedModel draws = catalogue.get(vqgan, PublishedModel.Kind.VQGAN);
        PublishedModel looks = catalogue.get(clip, PublishedModel.Kind.CLIP);
        return load(cache.get(draws), cache.get(looks), options);
    }

    /** Returns the files that it was loaded from; empty for the bundled model and for a single network. */
    public Optional<Files> files() {
        return vqgan == null || clip == null ? Optional.empty() : Optional.of(new Files(vqgan, clip));
    }

    /**
     * Returns a text that identifies the weights: the same for the same files and activations, wherever the files lie.
     * Parts of large files are read for it, which takes some hundredths of a second.
     *
     * @throws CheckpointException if a file can no longer be read
     */
    public String fingerprint() {
        Fingerprint all = new Fingerprint();
        if (vqgan == null && clip == null) {
            BundledFiles.addTo(all);
        }
        if (vqgan != null) {
            all.with(vqgan);
        }
        if (clip != null) {
            all.with(clip).with(activation());
        }
        furtherClips.forEach(one -> all.with(one.file()).with(one.weight()).with(one.activation()));
        return all.toString();
    }

    /**
     * Returns how similar a picture is to each text: the cosines of the angles between their embeddings, -1 to 1. As
     * usual with CLIP, only the central square of the picture counts.
     *
     * @throws PromptTooLongException if a text has more tokens than the model takes
     */
    public double[] similarity(BufferedImage image, List<String> texts) {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(texts, "texts");
        return texts(texts).similarity(image);
    }

    /**
     * Returns how probable each text is, given that one of them describes the picture: the softmax of the similarities,
     * at the temperature that CLIP was trained with. The probabilities sum to 1.
     *
     * @throws PromptTooLongException if a text has more tokens than the model takes
     */
    public double[] probabilities(BufferedImage image, List<String> texts) {
        return viewer.softmax(similarity(image, texts));
    }

    /**
     * Embeds texts once, to be compared with many pictures.
     *
     * @throws PromptTooLongException if one has more tokens than the model takes
     */
    public Texts texts(List<String> texts) {
        Objects.requireNonNull(texts, "texts");
        return new Texts(viewer, texts);
    }

    /** Returns CLIP's embedding of the picture's central square, with length 1. */
    public float[] embed(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return viewer.embed(ImageFile.opaque(image));
    }

    /**
     * Returns CLIP's embedding of a text, with length 1.
     *
     * @throws PromptTooLongException if it has more tokens than the model takes
     */
    public float[] embed(String text) {
        Objects.requireNonNull(text, "text");
        return viewer.embed(text);
    }

    /**
     * Encodes a picture into the VQGAN's codes and decodes it again: roughly the best that this model can draw of it.
     * Width and height are first rounded down to whole blocks of the model.
     *
     * @throws IllegalArgumentException if the picture is smaller than one block, or needs more memory than there is
     */
    public BufferedImage reconstruct(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return viewer.reconstruct(image);
    }

    /** Same as {@link #withClip(Path, double, LoadOptions)} with the default options. */
    public Model withClip(Path file, double weight) {
        return withClip(file, weight, LoadOptions.defaults());
    }

    /**
     * Returns this model with a further CLIP that judges the pictures, too: {@code Model.load(vqgan,
     * clip).withClip(another, 0.5)}. Each CLIP has its own set of cutouts, equally many. The losses of a step are the
     * weighted mean over all CLIPs, where the first has weight 1. Several CLIPs together are harder to fool than one,
     * and take proportionally longer. Questions such as {@link #similarity} are answered by the first alone.
     *
     * <p>The returned model owns this one: closing it frees both. If the file cannot be loaded, this model is closed.
     * (The bundled model is never closed.)
     *
     * @param file a CLIP's weights
     * @param weight how much it counts, above 0
     * @param options the activation and the listener; the device and the threads are those of this model
     * @throws CheckpointException if the file cannot be read or is not a CLIP
     * @throws IllegalArgumentException if the weight is not above 0, or this model has no CLIP
     */
    public Model withClip(Path file, double weight, LoadOptions options) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(options, "options");
        Range.above(0).require("weight of a CLIP", weight);
        if (!looks()) {
            throw new IllegalArgumentException("model was %s, which has no first CLIP yet: load both".formatted(this));
        }
        try {
            Model more = new ModelFiles(null, file, options).load(networks.device());
            return new Model(this, more, new FurtherClip(file, weight, more.activation()));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Returns the CLIPs beside the first. */
    public List<FurtherClip> furtherClips() {
        return furtherClips;
    }

    /** Frees the weights. Closing twice does nothing. */
    @Override
    public void close() {
        owned.forEach(Networks::close);
    }

    @Override
    public String toString() {
        Stream<String> first = vqgan == null && clip == null
                ? Stream.of("bundled")
                : Stream.of(vqgan, clip).filter(Objects::nonNull).map(Path::toString);
        Stream<String> further = furtherClips.stream().map(one -> one.file().toString());
        return Stream.concat(first, further).collect(Collectors.joining(" + "));
    }

    /**
     * The files that a model was loaded from.
     *
     * @param vqgan the VQGAN's file
     * @param clip the CLIP's file
     */
    public record Files(Path vqgan, Path clip) {
        /** Creates the pair; neither may be null. */
        public Files {
            Objects.requireNonNull(vqgan, "vqgan");
            Objects.requireNonNull(clip, "clip");
        }
    }

    /**
     * A CLIP beside the first.
     *
     * @param file the file that it was loaded from
     * @param weight how much it counts, where the first counts 1
     * @param activation the activation of its transformers
     */
    public record FurtherClip(Path file, double weight, Activation activation) {
        /** Creates the entry and makes the path absolute. */
        public FurtherClip {
            file = Objects.requireNonNull(file, "file").toAbsolutePath();
            Objects.requireNonNull(activation, "activation");
        }
    }

    /** The key of a bundled model. */
    private record Bundled(io.github.congeal.internal.tensor.Device device, int threads) {
        private static final Map<Bundled, Model> MODELS = new HashMap<>();

        private Bundled {
            threads = Math.min(threads, device.workers().count());
        }

        /**
         * Loads a bundled model. Only one thread at a time does, so that another that wants the same model waits for
         * it.
         */
        private static synchronized Model get(LoadOptions options) {
            try (BundledFiles files = new BundledFiles()) {
                if (MODELS.isEmpty() && ThreadLimit.atMost(options.threads()) > 1) {
                    files.begin();
                }
                // Meanwhile, choosing the device starts ND4J, if it has not been started.
                Bundled wanted = new Bundled(DeviceChoice.of(options.device()), options.threads());
                files.halt();
                return MODELS.computeIfAbsent(
                        wanted, one -> new Model(BundledNetworks.load(one.limited(), files), null, null));
            }
        }

        private io.github.congeal.internal.tensor.Device limited() {
            return device.limitedTo(threads);
        }
    }
}
