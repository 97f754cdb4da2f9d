package io.github.congeal.model;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.CheckpointFile;
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
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The networks inside this jar. They are loaded in parallel, since every first picture waits for them. */
final class BundledNetworks {
    private BundledNetworks() {}

    private record LoadedSketcher(BookSketcher sketcher, List<Weights> weights) {}

    /** Loads them on a device. Only this thread and the device's read the files. */
    static Networks load(Device device, BundledFiles files) {
        AtomicReference<Networks> networks = new AtomicReference<>();
        AtomicReference<LoadedSketcher> sketcher = new AtomicReference<>();
        Parts.load(device, () -> networks.set(networks(device, files)), () -> sketcher.set(sketcher(device, files)));
        return networks.get().withSketcher(sketcher.get().sketcher, sketcher.get().weights);
    }

    private static Networks networks(Device device, BundledFiles files) {
        try (Checkpoint vqgan = files.open(BundledFiles.VQGAN);
                Checkpoint clip = files.open(BundledFiles.CLIP)) {
            return new Loading(vqgan, clip, LoadListener.NONE, device).run(null, ClipConfiguration.OPENAI);
        }
    }

    private static LoadedSketcher sketcher(Device device, BundledFiles files) {
        try (CheckpointFile readerFile = files.open(BundledFiles.READER);
                CheckpointFile sketcherFile = files.open(BundledFiles.SKETCHER);
                CheckpointFile bookFile = files.open(BundledFiles.BOOK)) {
            Weights reading = new Weights(Family.READER.in(readerFile), device);
            Weights sketching = new Weights(Family.SKETCHER.in(sketcherFile), device);
            Reader reader = Reader.load(reading.at("reader"), Tokenizer.shared()::encode, Tokenizer.VOCABULARY);
            BookSketcher sketcher = new BookSketcher(
                    Sketcher.load(sketching, sketcherFile.metadata()), reader, Book.load(bookFile, reader));
            return new LoadedSketcher(sketcher, List.of(reading, sketching));
        }
    }
}
