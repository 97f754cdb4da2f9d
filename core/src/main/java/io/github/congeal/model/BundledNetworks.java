package io.github.congeal.model;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.CheckpointFile;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.clip.ClipConfiguration;
import io.github.congeal.internal.clip.Tokenizer;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.naming.Family;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.sketcher.Book;
import io.github.congeal.internal.sketcher.BookSketcher;
import io.github.congeal.internal.sketcher.Reader;
import io.github.congeal.internal.sketcher.Sketcher;
import io.github.congeal.internal.tensor.Device;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The networks inside this jar. They are loaded in parallel, because every first picture waits for them. */
final class BundledNetworks {
    private BundledNetworks() {}

    private record LoadedSketcher(BookSketcher sketcher, List<Weights> weights) {}

    static Networks load(Device device) {
        AtomicReference<Networks> networks = new AtomicReference<>();
        AtomicReference<LoadedSketcher> sketcher = new AtomicReference<>();
        Parts.load(device, () -> networks.set(networks(device)), () -> sketcher.set(sketcher(device)));
        return networks.get().withSketcher(sketcher.get().sketcher, sketcher.get().weights);
    }

    private static Networks networks(Device device) {
        try (Checkpoint vqgan = open("vqgan.safetensors");
                Checkpoint clip = open("clip.safetensors")) {
            return new Loading(vqgan, clip, LoadListener.NONE, device).run(ClipConfiguration.OPENAI);
        }
    }

    private static LoadedSketcher sketcher(Device device) {
        try (CheckpointFile readerFile = open("reader.safetensors");
                CheckpointFile sketcherFile = open("sketcher.safetensors");
                CheckpointFile bookFile = open("book.safetensors")) {
            Weights reading = new Weights(Family.READER.in(readerFile), device);
            Weights sketching = new Weights(Family.SKETCHER.in(sketcherFile), device);
            Reader reader = Reader.load(reading.at("reader"), Tokenizer.shared()::encode, Tokenizer.VOCABULARY);
            BookSketcher sketcher = new BookSketcher(
                    Sketcher.load(sketching, sketcherFile.metadata()), reader, Book.load(bookFile, reader));
            return new LoadedSketcher(sketcher, List.of(reading, sketching));
        }
    }

    private static CheckpointFile open(String file) {
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
