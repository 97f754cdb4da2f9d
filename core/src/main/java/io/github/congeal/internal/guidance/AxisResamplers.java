package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.AxisResampler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * The resamplers that a run has needed so far. Crops have at most a few hundred sizes, each a few tens of kilobytes, so
 * resamplers are kept, and a step allocates none once each size has been seen.
 */
final class AxisResamplers {
    private record Lengths(int from, int to) {}

    private final BiFunction<Integer, Integer, AxisResampler> maker;
    private final Map<Lengths, AxisResampler> known = new ConcurrentHashMap<>();

    /** Resamplers that {@code maker} makes from the number of values before and after. */
    AxisResamplers(BiFunction<Integer, Integer, AxisResampler> maker) {
        this.maker = maker;
    }

    /** The resampler from {@code length} to {@code size} values. */
    AxisResampler get(int length, int size) {
        return known.computeIfAbsent(new Lengths(length, size), lengths -> maker.apply(lengths.from, lengths.to));
    }
}
