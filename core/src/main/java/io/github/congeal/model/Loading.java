package io.github.congeal.model;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.clip.ClipConfiguration;
import io.github.congeal.internal.clip.Tokenizer;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.naming.Family;
import io.github.congeal.internal.naming.NamedWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.vqgan.CodeChoice;
import io.github.congeal.internal.vqgan.Vqgan;
import io.github.congeal.internal.vqgan.VqganConfiguration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads networks from open files, two at a time. */
final class Loading {
    private final @Nullable Checkpoint vqgan;
    private final @Nullable Checkpoint clip;
    private final LoadListener listener;
    private final Device device;
    private List<Weights> weights = List.of();
    private long total;
    private long done;

    /** Prepares loading the checkpoints that are not null. */
    Loading(@Nullable Checkpoint vqgan, @Nullable Checkpoint clip, LoadListener listener, Device device) {
        this.vqgan = vqgan;
        this.clip = clip;
        this.listener = listener;
        this.device = device;
    }

    /**
     * Loads the networks. If one cannot be loaded, the other's memory is freed too.
     *
     * @param choice how the VQGAN's codes are chosen, if known
     */
    Networks run(@Nullable CodeChoice choice, ClipConfiguration configuration) {
        Weights vqganWeights = vqgan == null ? null : weights(Family.VQGAN.in(vqgan));
        Weights clipWeights = clip == null ? null : weights(Family.CLIP.in(clip));
        weights = Stream.of(vqganWeights, clipWeights).filter(Objects::nonNull).toList();
        AtomicReference<@Nullable Vqgan> first = new AtomicReference<>();
        AtomicReference<@Nullable Clip> second = new AtomicReference<>();
        try {
            Parts.load(
                    device,
                    () -> first.set(
                            vqganWeights == null
                                    ? null
                                    : Vqgan.load(
                                            vqganWeights, new VqganConfiguration(ModelMetadata.groups(vqgan), choice))),
                    () -> second.set(clipWeights == null ? null : Clip.load(clipWeights, configuration)));
            Networks networks = new Networks(
                    first.get(), second.get(), Tokenizer.shared(), ModelMetadata.defaults(vqgan, clip), weights);
            weights.forEach(Weights::trim);
            listener.loaded(total, total);
            return networks;
        } catch (RuntimeException | Error e) {
            weights.forEach(Weights::close);
            throw e;
        }
    }

    private Weights weights(NamedWeights tensors) {
        total += tensors.elementCount();
        tensors.tell(this::report);
        return new Weights(tensors, device);
    }

    /** Returns the native memory that was taken and not yet freed. */
    long bytes() {
        return weights.stream().mapToLong(Weights::bytes).sum();
    }

    private synchronized void report(long elements) {
        // Some tensors are read twice, and their second reading does not count.
        done = Math.min(done + elements, total);
        listener.loaded(done, total);
    }
}
