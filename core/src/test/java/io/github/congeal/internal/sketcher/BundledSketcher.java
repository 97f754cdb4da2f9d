package io.github.congeal.internal.sketcher;

import io.github.congeal.internal.checkpoint.CheckpointFile;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.clip.Tokenizer;
import io.github.congeal.internal.naming.Family;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.vqgan.Vqgan;
import io.github.congeal.internal.vqgan.VqganConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** The sketcher, its book and its VQGAN as they lie in the jar, or in the folder that a system property names. */
final class BundledSketcher implements AutoCloseable {
    static final String FOLDER = "congeal.sketcher.folder";
    private static final int GROUPS = 8;

    private final Weights reading;
    private final Weights sketching;
    private final Vqgan vqgan;
    final BookSketcher sketcher;

    BundledSketcher() {
        vqgan = Vqgan.load(
                new Weights(Family.VQGAN.in(open("vqgan.safetensors")), Devices.automatic()),
                VqganConfiguration.of(GROUPS));
        reading = new Weights(Family.READER.in(open("reader.safetensors")), Devices.automatic());
        CheckpointFile file = open("sketcher.safetensors");
        sketching = new Weights(Family.SKETCHER.in(file), Devices.automatic());
        Reader reader = Reader.load(reading.at("reader"), Tokenizer.shared()::encode, Tokenizer.VOCABULARY);
        sketcher = new BookSketcher(
                Sketcher.load(sketching, file.metadata()), reader, Book.load(open("book.safetensors"), reader));
    }

    Codec codec() {
        return new VqganCodec(vqgan);
    }

    static CheckpointFile open(String name) {
        Optional<Path> instead = Optional.ofNullable(System.getProperty(FOLDER))
                .map(folder -> Path.of(folder, name))
                .filter(Files::exists);
        try (InputStream in = instead.isPresent()
                ? Files.newInputStream(instead.get())
                : BundledSketcher.class.getResourceAsStream("/io/github/congeal/model/bundled/" + name)) {
            return SafetensorsReader.read(Objects.requireNonNull(in, name), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        vqgan.close();
        reading.close();
        sketching.close();
    }
}
