package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.AxisResampler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The resamplers that a run has needed so far. Crops have at most a few hundred sizes, each a few tens of kilobytes, so
 * resamplers are kept, and a step allocates none once each size has been seen.
 */
final class AxisResamplers {
    private record Lengths(int from, int to) {}

    private final Map<Lengths, AxisResampler> known = new ConcurrentHashMap<>();

    /** The resampler from {@code length} to {@code size} values. */
    AxisResampler get(int length, int size) {
        return known.computeIfAbsent(new Lengths(length, size), lengths -> AxisResampler.of(lengths.from, lengths.to));
    }
}
