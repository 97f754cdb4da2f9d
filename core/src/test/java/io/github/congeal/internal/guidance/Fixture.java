package io.github.congeal.internal.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tensors that the reference implementations left for the tests: a safetensors file of F32 and I64, all read as float.
 */
final class Fixture {
    private static final Pattern ENTRY = Pattern.compile(
            "\"([^\"]+)\":\\{\"dtype\":\"(F32|I64)\",\"shape\":\\[([\\d,]*)],\"data_offsets\":\\[(\\d+),(\\d+)]}");

    private final Map<String, float[]> values = new HashMap<>();
    private final Map<String, int[]> shapes = new HashMap<>();

    /** Reads {@code name.safetensors} beside this class. */
    static Fixture read(String name) {
        try (InputStream in = Fixture.class.getResourceAsStream(name + ".safetensors")) {
            assertThat(in).as("fixture " + name).isNotNull();
            return new Fixture(ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Fixture(ByteBuffer file) {
        int headerLength = (int) file.getLong();
        byte[] header = new byte[headerLength];
        file.get(header);
        ByteBuffer data = file.slice().order(ByteOrder.LITTLE_ENDIAN);
        Matcher entry = ENTRY.matcher(new String(header, StandardCharsets.UTF_8));
        while (entry.find()) {
            boolean whole = entry.group(2).equals("I64");
            int start = Integer.parseInt(entry.group(4));
            int count = (Integer.parseInt(entry.group(5)) - start) / (whole ? 8 : 4);
            float[] tensor = new float[count];
            for (int i = 0; i < count; i++) {
                tensor[i] = whole ? data.getLong(start + 8 * i) : data.getFloat(start + 4 * i);
            }
            values.put(entry.group(1), tensor);
            String shape = entry.group(3);
            shapes.put(
                    entry.group(1),
                    shape.isEmpty()
                            ? new int[0]
                            : java.util.Arrays.stream(shape.split(","))
                                    .mapToInt(Integer::parseInt)
                                    .toArray());
        }
    }

    /** Whether there is such a tensor. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A tensor's values in row-major order. */
    float[] get(String name) {
        assertThat(values).as("tensors of the fixture").containsKey(name);
        return values.get(name);
    }

    /** One of a tensor's parts along its first axis. */
    float[] get(String name, int index) {
        float[] all = get(name);
        int part = all.length / shape(name)[0];
        return java.util.Arrays.copyOfRange(all, index * part, (index + 1) * part);
    }

    /** A tensor's shape. */
    int[] shape(String name) {
        get(name);
        return shapes.get(name);
    }
}
