package io.github.congeal.internal.painter;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Devices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The small painter of {@code painter_fixtures.py}, whose weights but one are hashes of their names. */
public final class TinyPainter {
    /** How many tokens it knows. */
    static final int VOCABULARY = 60;

    private static final String FILE = "painter.safetensors";
    private static final String SHARPNESS = "memory.sharpness";

    private TinyPainter() {}

    /** What torch made of it. */
    static Checkpoint fixture() {
        try (InputStream in = TinyPainter.class.getResourceAsStream(FILE)) {
            return SafetensorsReader.read(Objects.requireNonNull(in), FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its weights, but for another vocabulary. */
    public static Weights weights(int vocabulary) {
        return weights(description()
                .replaceAll("(?m)^(reader.(?:tokens|weights)) %d\\b".formatted(VOCABULARY), "$1 " + vocabulary));
    }

    /** The weights of a description. */
    static Weights weights(String description) {
        return new Weights(new Source(HashWeights.of(description), fixture().read(SHARPNESS)), Devices.automatic());
    }

    static String description() {
        return fixture().metadata().get("painter");
    }

    private record Source(HashWeights hashes, float[] sharpness) implements Weights.Source {
        @Override
        public boolean has(String name) {
            return hashes.has(name);
        }

        @Override
        public long[] shape(String name) {
            return hashes.shape(name);
        }

        @Override
        public float[] read(String name, long... shape) {
            return name.equals(SHARPNESS) ? sharpness.clone() : hashes.read(name, shape);
        }
    }
}
