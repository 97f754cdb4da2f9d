package io.github.congeal.internal.painter;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The small painter of {@code painter_fixtures.py}, whose weights are hashes of their names. */
public final class TinyPainter {
    /** The width of the embeddings that it takes. */
    static final int DIMENSION = 32;

    private static final String FILE = "painter.safetensors";

    private TinyPainter() {}

    /** What torch made of it. */
    static Checkpoint fixture() {
        try (InputStream in = TinyPainter.class.getResourceAsStream(FILE)) {
            return SafetensorsReader.read(Objects.requireNonNull(in), FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its weights, but for embeddings of another width. */
    public static Weights weights(int dimension) {
        return new Weights(HashWeights.of(
                description().replaceFirst("(?m)^(project.weight \\d+),%d$".formatted(DIMENSION), "$1," + dimension)));
    }

    static String description() {
        return fixture().metadata().get("painter");
    }
}
