package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.AxisResampler;
import io.github.congeal.internal.tensor.Window;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Windows of random size and position: between a smallest size (or the picture's shorter side, if that is less) and the
 * picture's shorter side, anywhere inside it, including the edges. For each window in turn, its size, its left edge and
 * its top edge are drawn.
 *
 * @param power the exponent, by step, of the uniform number that chooses the size: above 1 favours small windows, below
 *     1 large ones
 * @param smallest the smallest size in pixels; the cutouts' side if empty
 * @param aspect whether windows are squares; otherwise they have the picture's shape, squashed
 * @param resamplers the resamplers made so far
 */
record Crops(IntToDoubleFunction power, OptionalInt smallest, boolean aspect, AxisResamplers resamplers)
        implements Framing {
    Crops(IntToDoubleFunction power, OptionalInt smallest, boolean aspect) {
        this(power, smallest, aspect, new AxisResamplers(AxisResampler::of));
    }

    @Override
    public Framing at(int step) {
        double now = power.applyAsDouble(step);
        return new Crops(any -> now, smallest, aspect, resamplers);
    }

    @Override
    public List<Window> draw(int height, int width, int count, int size, RandomGenerator random) {
        return Stream.generate(() -> one(height, width, size, random))
                .limit(count)
                .toList();
    }

    private Window one(int height, int width, int size, RandomGenerator random) {
        int largest = Math.min(height, width);
        int least = Math.min(largest, smallest.orElse(size));
        double chosen = Math.pow(random.nextDouble(), power.applyAsDouble(0));
        int side = (int) (chosen * (largest - least) + least);
        int across = aspect ? side : side(side, width, largest);
        int down = aspect ? side : side(side, height, largest);
        int x = random.nextInt(width - across + 1);
        int y = random.nextInt(height - down + 1);
        return new Window(x, y, resamplers.get(across, size), resamplers.get(down, size), false, false);
    }

    private static int side(int side, int length, int shorter) {
        return (int) ((long) side * length / shorter);
    }
}
