package io.github.congeal.internal.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.CheckpointFile;
import io.github.congeal.internal.checkpoint.Checkpoints;
import io.github.congeal.internal.checkpoint.Outline;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.checkpoint.SafetensorsWriter;
import io.github.congeal.internal.nn.HashWeights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Narrow models in files just as they are published, and what the references compute ({@code family_fixtures.py}, {@code
 * later_vqgan_fixtures.py}). */
final class Published {
    private static final double RELATIVE = 1e-4;
    private static final Checkpoint RESULTS = open("families.safetensors");
    private static final Checkpoint LATER = open("later_vqgans.safetensors");

    private Published() {}

    private static Checkpoint open(String name) {
        try (InputStream in = Published.class.getResourceAsStream(name)) {
            return SafetensorsReader.read(Objects.requireNonNull(in), name);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Opens the file of a name, which is first put into the folder as the reference wrote it. */
    static CheckpointFile file(String name, Path folder) {
        Path file = folder.resolve(name);
        try (InputStream outline = Published.class.getResourceAsStream(name + ".gz")) {
            Files.write(file, Outline.restore(Objects.requireNonNull(outline, name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Checkpoints.open(file);
    }

    /** Writes a file of the given tensors and opens it. */
    static Checkpoint write(Map<String, long[]> tensors, Path folder) {
        Path file = folder.resolve("published.safetensors");
        SafetensorsWriter writer = new SafetensorsWriter();
        tensors.forEach((tensor, shape) -> writer.add(tensor, HashWeights.values(tensor, shape), shape));
        writer.write(file);
        return Checkpoints.open(file);
    }

    /** Names and shapes of the tensors of a file's model. */
    static Map<String, long[]> tensors(String name, Path folder) {
        Map<String, long[]> tensors = new LinkedHashMap<>();
        try (CheckpointFile file = file(name, folder)) {
            file.tensors().forEach((tensor, info) -> tensors.put(tensor, info.shape()));
            tensors.keySet().removeAll(file.outsideTheModel());
        }
        return tensors;
    }

    /** Stored numbers. */
    static float[] read(String name) {
        return (LATER.tensors().containsKey(name) ? LATER : RESULTS).read(name);
    }

    /** Each difference must be small beside the largest of the numbers. */
    static void assertStored(String name, float... actual) {
        assertStored(name, RELATIVE, actual);
    }

    /** Each difference must be so small beside the largest of the numbers. */
    static void assertStored(String name, double relative, float... actual) {
        float[] expected = read(name);
        assertThat(actual).as(name).hasSameSizeAs(expected);
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as("%s [%d]", name, i).isCloseTo(expected[i], within(relative * largest));
        }
    }
}
