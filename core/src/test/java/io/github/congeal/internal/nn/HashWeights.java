package io.github.congeal.internal.nn;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Made-up weights: each number is a hash of its tensor's name and its place. {@code hash_weights.py} makes the very
 * same, so that a fixture need not store them.
 *
 * <p>With u = a hash in [-1, 1): tensors of two or more dimensions are {@code u * sqrt(3 / fan-in)}, the fan-in being
 * the product of all dimensions but the first; vectors named {@code …weight} or {@code …running_var} are {@code 1 + u /
 * 4}; everything else is {@code u / 4}.
 */
public final class HashWeights implements Weights.Source {
    private final Map<String, long[]> shapes;

    /** Weights of the given names and shapes. */
    public HashWeights(Map<String, long[]> shapes) {
        this.shapes = new LinkedHashMap<>(shapes);
    }

    /** Weights described by lines such as {@code decoder.conv_in.weight 64,16,3,3}. */
    public static HashWeights of(String description) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        description.lines().forEach(line -> {
            int space = line.lastIndexOf(' ');
            shapes.put(line.substring(0, space), dimensions(line.substring(space + 1)));
        });
        return new HashWeights(shapes);
    }

    private static long[] dimensions(String list) {
        return list.isEmpty()
                ? new long[0]
                : Arrays.stream(list.split(",")).mapToLong(Long::parseLong).toArray();
    }

    @Override
    public boolean has(String name) {
        return shapes.containsKey(name);
    }

    @Override
    public long[] shape(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException("no tensor " + name);
        }
        return shapes.get(name).clone();
    }

    @Override
    public float[] read(String name, long... shape) {
        if (!Arrays.equals(shape, shape(name))) {
            throw new IllegalArgumentException(
                    "%s is %s instead of %s".formatted(name, Arrays.toString(shape(name)), Arrays.toString(shape)));
        }
        return values(name, shape);
    }

    /** The numbers of the tensor of this name and shape. */
    public static float[] values(String name, long... shape) {
        float[] values = new float[(int) LongStream.of(shape).reduce(1, Math::multiplyExact)];
        int seed = hash(name);
        float scale = 0.25f;
        float centre = 0;
        if (shape.length > 1) {
            scale = (float) Math.sqrt(3.0 * shape[0] / values.length);
        } else if (shape.length == 1 && (name.endsWith("weight") || name.endsWith("running_var"))) {
            centre = 1;
        }
        for (int i = 0; i < values.length; i++) {
            float u = (mix(seed + i * 0x9E3779B9) >>> 8) / (float) (1 << 23) - 1;
            values[i] = centre + scale * u;
        }
        return values;
    }

    /** FNV-1a over the UTF-8 bytes. */
    private static int hash(String name) {
        int hash = 0x811C9DC5;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x01000193;
        }
        return hash;
    }

    /** The finaliser of MurmurHash3. */
    private static int mix(int value) {
        int x = value;
        x = (x ^ (x >>> 16)) * 0x85EBCA6B;
        x = (x ^ (x >>> 13)) * 0xC2B2AE35;
        return x ^ (x >>> 16);
    }
}
