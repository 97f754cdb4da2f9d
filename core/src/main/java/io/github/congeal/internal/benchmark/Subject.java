package io.github.congeal.internal.benchmark;

import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.clip.ClipArchitecture;
import io.github.congeal.internal.clip.Tokenizer;
import io.github.congeal.internal.engine.Defaults;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.vqgan.Vqgan;
import io.github.congeal.internal.vqgan.VqganArchitecture;
import io.github.congeal.model.Model;
import java.util.List;

/**
 * What is measured.
 *
 * @param name as it is reported
 * @param networks the networks
 * @param weights what is freed with the subject
 */
public record Subject(String name, Networks networks, List<Weights> weights) implements AutoCloseable {
    /** Copies the list. */
    public Subject {
        weights = List.copyOf(weights);
    }

    /** The bundled model, as every user has it. */
    public static Subject bundled() {
        return new Subject("bundled", Networks.of(Model.bundled()), List.of());
    }

    /**
     * Published architectures with made-up weights.
     *
     * @param names a VQGAN and a CLIP, such as {@code imagenet_f16_16384+ViT-B/32}
     * @throws IllegalArgumentException if there are no such ones, naming those there are
     */
    public static Subject random(String names) {
        String[] parts = names.split("\\+", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(
                    "'%s' is not a VQGAN and a CLIP; write them as in imagenet_f16_16384+ViT-B/32".formatted(names));
        }
        VqganArchitecture vqgan = Architectures.vqgan(parts[0]);
        ClipArchitecture clip = Architectures.clip(parts[1]);
        Weights vqganWeights = new Weights(RandomWeights.of(parts[0], vqgan.tensors()), Devices.automatic());
        Weights clipWeights = new Weights(RandomWeights.of(parts[1], clip.tensors()), Devices.automatic());
        List<Weights> weights = List.of(vqganWeights, clipWeights);
        Networks networks = new Networks(
                Vqgan.load(vqganWeights), Clip.load(clipWeights), Tokenizer.shared(), Defaults.PUBLISHED, weights);
        weights.forEach(Weights::trim);
        return new Subject(names, networks.settled(), weights);
    }

    /** Frees the weights that were made up; the bundled ones stay. */
    @Override
    public void close() {
        weights.forEach(Weights::close);
    }
}
