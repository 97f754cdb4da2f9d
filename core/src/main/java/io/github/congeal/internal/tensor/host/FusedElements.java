package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;

/** Bounds that numbers are brought between, in one pass each; a {@link HostLoop}, so for float32. */
final class FusedElements {
    private final HostLoops loops;
    private final HostLoop loop;

    FusedElements(HostLoops loops) {
        this.loops = loops;
        this.loop = loops.of(2048, 2);
    }

    /** As {@link HostKernels#clampRows}. */
    void clampRows(Tensor x, float[] least, float[] most) {
        loops.of(least.length, 1).run(x.length(), (from, count, a) -> {
            x.read(from, a[0], 0, count);
            for (int i = 0; i < count; i++) {
                a[0][i] = Math.min(Math.max(a[0][i], least[i]), most[i]);
            }
            x.write(from, a[0], 0, count);
        });
    }

    /** As {@link HostKernels#toColours}. */
    void toColours(Tensor drawn, Tensor picture) {
        loop.run(drawn.length(), (from, count, a) -> {
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

    /** As {@link HostKernels#toColoursBackward}. */
    void toColoursBackward(Tensor colours, Tensor gradient) {
        loop.run(colours.length(), (from, count, a) -> {
            colours.read(from, a[0], 0, count);
            gradient.read(from, a[1], 0, count);
            for (int i = 0; i < count; i++) {
                boolean passes = a[1][i] * (a[0][i] - clamp(a[0][i])) >= 0;
                a[1][i] = passes ? a[1][i] / 2 : 0;
            }
            gradient.write(from, a[1], 0, count);
        });
    }

    private static float clamp(float value) {
        return Math.min(Math.max(value, 0), 1);
    }
}
