package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.AxisResampler;
import io.github.congeal.internal.tensor.Window;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * pytti's windows: their sizes are normally distributed about 0.8 of the picture's shorter side, and those that would
 * extend beyond the picture are shifted back inside, so that edges and corners are shown as often as the middle. Their
 * pixels are averaged, not interpolated. For each window in turn, its size, its left edge and its top edge are drawn.
 *
 * @param power the exponent, by step, of the relative size
 * @param smallest the smallest size in pixels, before the power; the cutouts' side if empty
 * @param aspect whether windows are squares; otherwise they have the picture's shape, squashed
 * @param padding how far windows may extend beyond the picture before they are shifted back, as a fraction of the
 *     picture's sides
 * @param resamplers the resamplers made so far
 */
record PyttiCrops(
        IntToDoubleFunction power, OptionalInt smallest, boolean aspect, double padding, AxisResamplers resamplers)
        implements Framing {
    private static final double MEAN = 0.8;
    private static final double DEVIATION = 0.3;

    PyttiCrops(IntToDoubleFunction power, OptionalInt smallest, boolean aspect, double padding) {
        this(power, smallest, aspect, padding, new AxisResamplers(AxisResampler::pooling));
    }

    @Override
    public Framing at(int step) {
        double now = power.applyAsDouble(step);
        return new PyttiCrops(any -> now, smallest, aspect, padding, resamplers);
    }

    @Override
    public List<Window> draw(int height, int width, int count, int size, RandomGenerator random) {
        return Stream.generate(() -> one(height, width, size, random))
                .limit(count)
                .toList();
    }

    private Window one(int height, int width, int size, RandomGenerator random) {
        int largest = Math.min(height, width);
        double least = Math.min(1, smallest.orElse(size) / (double) largest);
        double drawn = Math.min(Math.max(MEAN + DEVIATION * random.nextGaussian(), least), 1);
        double share = Math.pow(drawn, power.applyAsDouble(0));
        int across = Math.max(1, (int) ((aspect ? largest : width) * share));
        int down = Math.max(1, (int) ((aspect ? largest : height) * share));
        return new Window(
                edge(width, across, random),
                edge(height, down, random),
                resamplers.get(across, size),
                resamplers.get(down, size),
                false,
                false);
    }

    /** The first pixel of a window along one axis. */
    private int edge(int length, int side, RandomGenerator random) {
        int room = length - side + 1;
        long margin = Math.min(Math.round(length * padding), length);
        int drawn = (int) Math.floor(random.nextDouble() * (room + 2 * margin) - margin);
        return Math.min(Math.max(drawn, 0), room - 1);
    }
}
