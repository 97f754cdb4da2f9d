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

/**
 * The networks inside this jar. Of the sketcher and the reader, which are first used after the first picture, only the
 * shapes are read at first.
 */
final class BundledNetworks {
    private BundledNetworks() {}

    /** Loads them on a device. Only this thread and the device's threads read the files. */
    static Networks load(Device device, BundledFiles files) {
        try (Checkpoint vqgan = files.open(BundledFiles.VQGAN);
                Checkpoint clip = files.open(BundledFiles.CLIP)) {
            Networks networks = new Loading(vqgan, clip, LoadListener.NONE, device).run(null, ClipConfiguration.OPENAI);
            try {
                return withSketcher(networks, device);
            } catch (RuntimeException | Error e) {
                networks.close();
                throw e;
            }
        }
    }

    private static Networks withSketcher(Networks networks, Device device) {
        try (Checkpoint readerFile = BundledFiles.header(BundledFiles.READER);
                Checkpoint sketcherFile = BundledFiles.header(BundledFiles.SKETCHER)) {
            Weights reading = Weights.later(Family.READER.in(readerFile), device);
            Weights sketching = Weights.later(Family.SKETCHER.in(sketcherFile), device);
            Reader reader = Reader.load(reading.at("reader"), Tokenizer.shared()::encode, Tokenizer.VOCABULARY);
            BookSketcher sketcher = new BookSketcher(Sketcher.load(sketching, sketcherFile.metadata()), reader, () -> {
                AtomicReference<Book> book = new AtomicReference<>();
                Parts.load(device, sketching::fill, () -> {
                    reading.fill();
                    book.set(book(reader));
                });
                return book.get();
            });
            return networks.withSketcher(sketcher, List.of(reading, sketching));
        }
    }

    private static Book book(Reader reader) {
        try (CheckpointFile file = BundledFiles.read(BundledFiles.BOOK)) {
            return Book.load(file, reader);
        }
    }
}
