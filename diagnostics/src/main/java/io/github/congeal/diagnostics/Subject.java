package io.github.congeal.diagnostics;

import io.github.congeal.control.Device;
import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.clip.ClipArchitecture;
import io.github.congeal.internal.clip.Tokenizer;
import io.github.congeal.internal.engine.Defaults;
import io.github.congeal.internal.engine.DeviceChoice;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.nn.ExpectedShapes;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Processor;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.Vqgan;
import io.github.congeal.internal.vqgan.VqganArchitecture;
import io.github.congeal.internal.vqgan.VqganConfiguration;
import io.github.congeal.model.Model;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The networks that are measured: a model, or a published architecture with random weights, for which no file is needed. */
public final class Subject implements AutoCloseable {
    private final String name;
    private final Networks networks;
    private final List<Weights> owned;

    private Subject(String name, Networks networks, List<Weights> owned) {
        this.name = name;
        this.networks = networks;
        this.owned = owned;
    }

    /** A model. It stays open when the subject is closed. */
    public static Subject of(Model model) {
        return new Subject(model.toString(), Networks.of(model), List.of());
    }

    /**
     * Published architectures with random weights: they make no sensible picture, but take as much time and memory.
     *
     * @param names a VQGAN and a CLIP, such as {@code imagenet_f16_16384+ViT-B/32}
     * @throws IllegalArgumentException if one of them is not known; the message lists the known ones
     */
    public static Subject synthetic(String names) {
        return synthetic(names, Device.AUTO);
    }

    /**
     * The same on a device.
     *
     * @throws io.github.congeal.DeviceUnavailableException if it cannot be used
     */
    public static Subject synthetic(String names, Device device) {
        return of(names, DeviceChoice.of(device), RandomWeights::of);
    }

    /**
     * Published architectures whose weights are only counted, for an estimate of the memory on the CPU: nothing native is
     * loaded, and next to no memory taken.
     *
     * @param names a VQGAN and a CLIP, such as {@code imagenet_f16_16384+ViT-B/32}
     * @throws IllegalArgumentException if one of them is not known; the message lists the known ones
     */
    public static Subject counted(String names) {
        return counted(names, Device.CPU);
    }

    /**
     * The same on a device, which need not be there.
     *
     * @param device where {@link Device#AUTO} is the CPU
     * @throws io.github.congeal.DeviceUnavailableException if the module for it is not on the class path
     */
    public static Subject counted(String names, Device device) {
        return of(names, Devices.dry(device == Device.GPU ? Processor.GPU : Processor.CPU), BlankWeights::of);
    }

    private static Subject of(
            String names,
            io.github.congeal.internal.tensor.Device device,
            BiFunction<String, ExpectedShapes, Weights.Source> source) {
        String[] parts = names.split("\\+", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(
                    "'%s' is not a VQGAN and a CLIP; write them as in imagenet_f16_16384+ViT-B/32".formatted(names));
        }
        VqganArchitecture vqgan = Architectures.vqgan(parts[0]);
        ClipArchitecture clip = Architectures.clip(parts[1]);
        Weights vqganWeights = new Weights(source.apply(parts[0], vqgan.tensors()), device);
        Weights clipWeights = new Weights(source.apply(parts[1], clip.tensors()), device);
        List<Weights> weights = List.of(vqganWeights, clipWeights);
        Vqgan drawing = Vqgan.load(vqganWeights, new VqganConfiguration(vqgan.groups(), vqgan.choice()));
        vqganWeights.trim();
        Clip judging = Clip.load(clipWeights);
        clipWeights.trim();
        Networks networks = new Networks(drawing, judging, Tokenizer.shared(), Defaults.PUBLISHED, weights);
        return new Subject(names, networks, weights);
    }

    /** The name under which it is reported. */
    public String name() {
        return name;
    }

    /** The bytes of both networks' weights as float32, whether they are in memory or not. */
    public long weightBytes() {
        return Stream.of(
                                networks.vqgan().architecture().tensors(),
                                networks.clip().architecture().tensors())
                        .flatMap(tensors -> tensors.shapes().values().stream())
                        .mapToLong(Tensor::length)
                        .sum()
                * Float.BYTES;
    }

    Networks networks() {
        return networks;
    }

    /** Frees random weights; those of a model stay. */
    @Override
    public void close() {
        owned.forEach(Weights::close);
    }
}
