package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Ops.Function;
import io.github.congeal.internal.tensor.Ops.Pair;

/**
 * From what a decoder draws, -1..1 and somewhat beyond, to colours 0..1, and back: a clamp whose gradient passes outside
 * of its bounds where a step against it leads back inside. A {@link HostLoop} on the CPU, ND4J's operations elsewhere.
 */
public final class PictureClamp {
    private static final HostLoop LOOP = new HostLoop(2048, 2);

    private final Ops ops;

    /** The clamp over the buffers of some operations. */
    public PictureClamp(Ops ops) {
        this.ops = ops;
    }

    /**
     * Scales and clamps.
     *
     * @param drawn what was drawn; overwritten with its colours before the clamp
     * @param picture its colours
     */
    public void forward(Tensor drawn, Tensor picture) {
        if (!HostLoop.suits(drawn)) {
            ops.scaleAndShift(drawn, 0.5, 0.5);
            ops.clamp(drawn, 0, 1, picture);
            return;
        }
        if (ops.buffers().isImaginary()) {
            return;
        }
        LOOP.run(drawn.length(), (from, count, a) -> {
            drawn.read(from, a[0], 0, count);
            for (int i = 0; i < count; i++) {
                a[0][i] = (a[0][i] + 1) / 2;
            }
            drawn.write(from, a[0], 0, count);
            for (int i = 0; i < count; i++) {
                a[0][i] = clamp(a[0][i]);
            }
            picture.write(from, a[0], 0, count);
        });
    }

    /**
     * The gradient with respect to what was drawn, in place.
     *
     * @param colours before the clamp, as {@link #forward} left them
     */
    public void backward(Tensor colours, Tensor gradient) {
        if (!HostLoop.suits(colours)) {
            hold(ops, colours, gradient);
            ops.scale(gradient, 0.5);
            return;
        }
        if (ops.buffers().isImaginary()) {
            return;
        }
        LOOP.run(colours.length(), (from, count, a) -> {
            colours.read(from, a[0], 0, count);
            gradient.read(from, a[1], 0, count);
            for (int i = 0; i < count; i++) {
                boolean passes = a[1][i] * (a[0][i] - clamp(a[0][i])) >= 0;
                a[1][i] = passes ? a[1][i] / 2 : 0;
            }
            gradient.write(from, a[1], 0, count);
        });
    }

    /** The gradient of a clamp of numbers to 0..1, in place: nothing where a step against it leads further outside. */
    public static void hold(Ops ops, Tensor before, Tensor gradient) {
        try (Tensor outwards = ops.buffers().take(before.shape())) {
            ops.clamp(before, 0, 1, outwards);
            ops.combine(Pair.SUBTRACT, outwards, before, outwards);
            ops.multiplyElements(outwards, gradient);
            ops.apply(Function.POSITIVE, outwards, outwards);
            ops.scaleAndShift(outwards, -1, 1);
            ops.multiplyElements(gradient, outwards);
        }
    }

    private static float clamp(float value) {
        return Math.min(Math.max(value, 0), 1);
    }
}
