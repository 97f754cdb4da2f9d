package io.github.congeal.internal.sketcher;

import io.github.congeal.internal.checkpoint.CheckpointFile;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.naming.Family;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Devices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The small sketcher of {@code sketcher_fixtures.py}, and a reader that fits it. */
final class TinySketcher {
    static final int SIDE = 8;
    static final int CODES = 40;

    /** The letters from a on, and the marks. */
    static final int VOCABULARY = 29;

    private TinySketcher() {}

    static byte[] bytes(String file) {
        try (InputStream in = TinySketcher.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What numpy made of it. */
    static CheckpointFile expected() {
        return SafetensorsReader.read(bytes("expected.safetensors"), "expected.safetensors");
    }

    static int[] integers(CheckpointFile file, String name) {
        return integers(file.read(name), 0, (int) file.tensor(name).elementCount());
    }

    static int[] integers(float[] values, int from, int count) {
        int[] integers = new int[count];
        for (int i = 0; i < count; i++) {
            integers[i] = (int) values[from + i];
        }
        return integers;
    }

    static Weights weights() {
        return new Weights(Family.SKETCHER.in(file()), Devices.automatic());
    }

    static CheckpointFile file() {
        return SafetensorsReader.read(bytes("sketcher.safetensors"), "sketcher.safetensors");
    }

    static Sketcher load(Weights weights) {
        return Sketcher.load(weights, file().metadata());
    }

    static Weights readerWeights() {
        return new Weights(HashWeights.of("""
                tokens %1$d,6
                weights %1$d
                places 4
                hidden.weight 16,12
                hidden.bias 16
                out.weight 10,16
                out.bias 10
                """.formatted(VOCABULARY)), Devices.automatic());
    }

    /** Reads letters. */
    static Reader reader(Weights weights) {
        return Reader.load(
                weights,
                text -> text.chars()
                        .filter(letter -> letter >= 'a' && letter <= 'z')
                        .map(letter -> letter - 'a' + 1)
                        .toArray(),
                VOCABULARY);
    }

    /** The condition of the fixture. */
    static Condition condition(CheckpointFile expected) {
        float[] near = expected.read("near");
        int places = SIDE * SIDE;
        int[][] neighbours = {
            integers(near, 0, places), integers(near, places, places), integers(near, 2 * places, places)
        };
        return new Condition(
                (int) expected.read("style")[0],
                (int) expected.read("arrangement")[0],
                expected.read("meaning"),
                expected.read("words"),
                neighbours,
                expected.read("keys"));
    }
}
