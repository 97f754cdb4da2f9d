package io.github.congeal.model;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.clip.ClipConfiguration;
import io.github.congeal.internal.clip.Tokenizer;
import io.github.congeal.internal.engine.Defaults;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.naming.Family;
import io.github.congeal.internal.naming.NamedWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.vqgan.Vqgan;
import io.github.congeal.internal.vqgan.VqganArchitecture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Makes networks out of two open files, both at the same time. */
final class Loading {
    private final Checkpoint vqgan;
    private final Checkpoint clip;
    private final LoadListener listener;
    private final Device device;
    private List<Weights> weights = List.of();
    private long total;
    private long done;

    Loading(Checkpoint vqgan, Checkpoint clip, LoadListener listener, Device device) {
        this.vqgan = vqgan;
        this.clip = clip;
        this.listener = listener;
        this.device = device;
    }

    /** The networks; if one of them is not to be had, the other's memory is freed too. */
    Networks run(ClipConfiguration configuration) {
        NamedWeights vqganTensors = Family.VQGAN.in(vqgan);
        NamedWeights clipTensors = Family.CLIP.in(clip);
        total = readAtOnce(vqganTensors, Vqgan::isOfEncoder) + readAtOnce(clipTensors, Clip::isOfTextTower);
        vqganTensors.tell(this::report);
        clipTensors.tell(this::report);
        Weights vqganWeights = new Weights(vqganTensors, device);
        Weights clipWeights = new Weights(clipTensors, device);
        weights = List.of(vqganWeights, clipWeights);
        CompletableFuture<Clip> second = inBackground(() -> Clip.load(clipWeights, configuration));
        try {
            Vqgan first = Vqgan.load(vqganWeights, groups());
            Networks networks =
                    new Networks(first, result(second), Tokenizer.shared(), Defaults.of(metadata()), weights);
            weights.forEach(Weights::trim);
            listener.loaded(total, total);
            return networks.settled();
        } catch (RuntimeException | Error e) {
            // Whatever the other thread still makes would otherwise stay.
            second.handle((ignored, failure) -> null).join();
            weights.forEach(Weights::close);
            throw e;
        }
    }

    /** How many numbers are read now, and not when a part that may not be needed is. */
    private static long readAtOnce(NamedWeights tensors, Predicate<String> later) {
        return tensors.elementCount(name -> !tensors.isReadableAgain() || !later.test(name));
    }

    /** The native memory that was taken and not yet freed. */
    long bytes() {
        return weights.stream().mapToLong(Weights::bytes).sum();
    }

    /** Has something made by a thread of its own. */
    static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, Loading::start);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "congeal-loading");
        thread.setDaemon(true);
        thread.start();
    }

    /** What was made, or what kept it from being made. */
    static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private synchronized void report(long elements) {
        // Some tensors are read twice, and their second time does not count.
        done = Math.min(done + elements, total);
        listener.loaded(done, total);
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new HashMap<>(vqgan.metadata());
        metadata.putAll(clip.metadata());
        return metadata;
    }

    /** How the VQGAN normalises, which no shape tells; published ones do not say. */
    private int groups() {
        return Integer.parseInt(
                vqgan.metadata().getOrDefault("congeal.norm_groups", "" + VqganArchitecture.USUAL_GROUPS));
    }
}
