package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Window;
import java.util.random.RandomGenerator;

/**
 * Square windows of random size and position: between CLIP's size (or the picture's shorter side, if that is less) and
 * the picture's shorter side, anywhere inside it, including the edges.
 */
final class RandomCrops {
    private final double power;
    private final AxisResamplers resamplers = new AxisResamplers();

    /**
     * Windows of that distribution.
     *
     * @param power exponent of the uniform number that chooses the size: above 1 favours small windows, below 1 large
     *     ones
     */
    RandomCrops(double power) {
        this.power = power;
    }

    /** Draws one window: the size, the left edge, the top edge. */
    Window draw(int height, int width, int size, RandomGenerator random) {
        int largest = Math.min(height, width);
        int smallest = Math.min(largest, size);
        int side = (int) (Math.pow(random.nextDouble(), power) * (largest - smallest) + smallest);
        int x = random.nextInt(width - side + 1);
        int y = random.nextInt(height - side + 1);
        return new Window(x, y, resamplers.get(side, size));
    }
}
