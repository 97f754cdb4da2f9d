package io.github.congeal.internal.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.Checkpoints;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.checkpoint.SafetensorsWriter;
import io.github.congeal.internal.nn.HashWeights;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Files with the tensors of published models, and what the references compute with them ({@code family_fixtures.py}). */
final class Published {
    private static final double RELATIVE = 1e-4;
    private static final Checkpoint RESULTS = open();

    private Published() {}

    private static Checkpoint open() {
        try (InputStream in = Published.class.getResourceAsStream("families.safetensors")) {
            return SafetensorsReader.read(Objects.requireNonNull(in), "families.safetensors");
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Writes a case's file and opens it. */
    static Checkpoint file(String name, Path folder) {
        return write(tensors(name), folder);
    }

    /** Writes a file of the given tensors and opens it. */
    static Checkpoint write(Map<String, long[]> tensors, Path folder) {
        Path file = folder.resolve("published.safetensors");
        SafetensorsWriter writer = new SafetensorsWriter();
        tensors.forEach((tensor, shape) -> writer.add(tensor, HashWeights.values(tensor, shape), shape));
        writer.write(file);
        return Checkpoints.open(file);
    }

    /** Names and shapes of a case's tensors. */
    static Map<String, long[]> tensors(String name) {
        float[] numbers = RESULTS.read(name + ".tensors");
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        Map<String, long[]> tensors = new LinkedHashMap<>();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                String[] parts = line.split(" ", 2);
                tensors.put(parts[0], dimensions(parts[1]));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tensors;
    }

    private static long[] dimensions(String list) {
        return list.isEmpty()
                ? new long[0]
                : Arrays.stream(list.split(",")).mapToLong(Long::parseLong).toArray();
    }

    /** Stored numbers. */
    static float[] read(String name) {
        return RESULTS.read(name);
    }

    /** Each difference must be small beside the largest of the numbers. */
    static void assertStored(String name, float... actual) {
        float[] expected = read(name);
        assertThat(actual).as(name).hasSameSizeAs(expected);
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as("%s [%d]", name, i).isCloseTo(expected[i], within(RELATIVE * largest));
        }
    }
}
