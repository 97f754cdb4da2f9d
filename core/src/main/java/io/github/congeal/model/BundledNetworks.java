package io.github.congeal.model;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.clip.ClipConfiguration;
import io.github.congeal.internal.clip.Tokenizer;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.naming.Family;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.painter.Painter;
import io.github.congeal.internal.tensor.Device;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/** The networks inside this jar. They are loaded in parallel, because every first picture waits for them. */
final class BundledNetworks {
    private BundledNetworks() {}

    private record LoadedPainter(Painter painter, Weights weights) {}

    static Networks load(Device device) {
        CompletableFuture<LoadedPainter> painter = Loading.inBackground(() -> painter(device));
        try (Checkpoint vqgan = open("vqgan.safetensors");
                Checkpoint clip = open("clip.safetensors")) {
            Networks networks = new Loading(vqgan, clip, LoadListener.NONE, device).run(ClipConfiguration.OPENAI);
            LoadedPainter loaded = Loading.result(painter);
            return networks.withPainter(loaded.painter, loaded.weights);
        }
    }

    private static LoadedPainter painter(Device device) {
        try (Checkpoint file = open("painter.safetensors")) {
            Weights weights = new Weights(Family.PAINTER.in(file), device);
            return new LoadedPainter(Painter.load(weights, Tokenizer.VOCABULARY), weights);
        }
    }

    private static Checkpoint open(String file) {
        try (InputStream in = Model.class.getResourceAsStream("bundled/" + file)) {
            if (in == null) {
                throw new IllegalStateException("congeal-core's jar lacks its bundled model, " + file);
            }
            return SafetensorsReader.read(in, "the bundled " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
