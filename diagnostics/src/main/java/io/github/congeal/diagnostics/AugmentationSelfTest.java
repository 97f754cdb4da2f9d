package io.github.congeal.diagnostics;

import io.github.congeal.diagnostics.contract.Deviation;
import io.github.congeal.diagnostics.contract.NaiveDevice;
import io.github.congeal.internal.guidance.Cutout;
import io.github.congeal.internal.guidance.CutoutMethods;
import io.github.congeal.internal.guidance.PictureCutouts;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import java.util.SplittableRandom;

/** Compares cutouts with all augmentations in sequence, and their gradient, with those of the naive device. */
final class AugmentationSelfTest {
    private static final double ALLOWED = 2e-3;

    private static final int HEIGHT = 40;
    private static final int WIDTH = 56;
    private static final int SIDE = 32;
    private static final int COUNT = 8;

    private AugmentationSelfTest() {}

    /**
     * Cutouts, and the gradient of a function of them.
     *
     * @param pixels {@code [K, S, S, 3]}
     * @param gradient with respect to the picture, {@code [1, H, W, 3]}
     */
    private record Seen(double[] pixels, double[] gradient) {}

    static List<Deviation> run(Device device) {
        Seen expected = look(new NaiveDevice());
        look(device);
        long began = System.nanoTime();
        Seen actual = look(device);
        double milliseconds = (System.nanoTime() - began) / 1e6;
        double forward = Deviation.error(actual.pixels, expected.pixels);
        double backward = Deviation.error(actual.gradient, expected.gradient);
        return List.of(
                new Deviation("cutouts with all augmentations", forward, ALLOWED, milliseconds),
                new Deviation("cutouts with all augmentations, backward", backward, ALLOWED, milliseconds));
    }

    private static Seen look(Device device) {
        SplittableRandom random = new SplittableRandom(1);
        try (Buffers buffers = Buffers.create(device)) {
            Tape tape = new Tape(buffers);
            PictureCutouts cutouts = new PictureCutouts(
                    HEIGHT,
                    WIDTH,
                    SIDE,
                    COUNT,
                    CutoutMethods.of(io.github.congeal.control.CutoutMethod.AUGMENTED, 1),
                    tape);
            Tensor picture = tape.take(1, HEIGHT, WIDTH, 3);
            Tensor pixels = tape.take(COUNT, SIDE, SIDE, 3);
            Tensor pictureGradient = tape.take(1, HEIGHT, WIDTH, 3);
            picture.write(0, random.doubles(picture.length()).toArray());
            tape.kernels().fill(pictureGradient, 0);
            cutouts.turnTo(picture);
            List<Cutout> drawn = cutouts.draw(COUNT, 0, new SplittableRandom(2));
            cutouts.forward(drawn, pixels);
            double[] seen = pixels.toDoubles();
            pixels.write(0, random.doubles(pixels.length(), -1, 1).toArray());
            cutouts.backward(drawn, pixels, pictureGradient);
            return new Seen(seen, pictureGradient.toDoubles());
        }
    }
}
