package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.Size;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PixelCanvasTest {
    private static final int SIDE = 4;
    private static final int[] PALETTE = {0x000000, 0xff8000, 0x2040ff};
    private final Random random = new Random(3);

    @Test
    void freeCellsHaveTheGradientOfTheirPixels() {
        try (Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            PixelCanvas canvas =
                    new PixelCanvas(new FreeCells(OptionalInt.empty(), tape), new Size(3, 2), SIDE, tape, phase -> {});
            float[] before = floats(3 * 2 * 3, 0.4);
            canvas.parameters().write(0, before, 0, before.length);
            float[] weights = floats(3 * 2 * SIDE * SIDE * 3, 1);
            float[] gradient = gradient(canvas, weights, tape);
            for (int i = 0; i < before.length; i++) {
                double difference = value(canvas, weights, i, before, 1e-2f, tape)
                        - value(canvas, weights, i, before, -1e-2f, tape);
                assertThat(gradient[i]).isCloseTo((float) (difference / 2e-2), within(1e-3f));
            }
        }
    }

    @Test
    void cellsOfAPaletteHaveTheGradientOfTheMixture() {
        try (Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            PixelCanvas canvas =
                    new PixelCanvas(new PaletteCells(PALETTE, tape), new Size(3, 2), SIDE, tape, phase -> {});
            float[] wishes = floats(3 * 2 * PALETTE.length, 1);
            canvas.parameters().write(0, wishes, 0, wishes.length);
            float[] weights = floats(3 * 2 * SIDE * SIDE * 3, 1);
            float[] gradient = gradient(canvas, weights, tape);
            for (int i = 0; i < wishes.length; i++) {
                double difference = mixture(wishes, weights, i, 1e-4) - mixture(wishes, weights, i, -1e-4);
                assertThat(gradient[i]).isCloseTo((float) (difference / 2e-4), within(2e-4f));
            }
        }
    }

    @Test
    void aPictureOfThePaletteIsPaintedAsItIs() {
        try (Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            PixelCanvas canvas =
                    new PixelCanvas(new PaletteCells(PALETTE, tape), new Size(3, 1), SIDE, tape, phase -> {});
            float[] picture = new float[3 * SIDE * SIDE * 3];
            for (int i = 0; i < picture.length; i++) {
                int cell = i / 3 % (3 * SIDE) / SIDE;
                picture[i] = (PALETTE[cell] >> 8 * (2 - i % 3) & 0xff) / 255f;
            }
            canvas.begin(picture, random::nextLong);
            Tensor drawn = tape.take(1, SIDE, 3 * SIDE, 3);
            canvas.draw(drawn, new Random(0));
            assertThat(Picture.toBytes(drawn.toFloats())).isEqualTo(Picture.toBytes(picture));
        }
    }

    @Test
    void onlyChosenCellsOfEarlierParametersComeNearerToAPicture() {
        try (Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            PixelCanvas canvas =
                    new PixelCanvas(new FreeCells(OptionalInt.empty(), tape), new Size(2, 1), SIDE, tape, phase -> {});
            float[] white = new float[2 * SIDE * SIDE * 3];
            Arrays.fill(white, 1);
            canvas.begin(new float[white.length], random);
            Tensor earlier = tape.take(canvas.parameters().shape());
            tape.kernels().copy(canvas.parameters(), earlier);

            canvas.approach(earlier, white, new boolean[] {false, true}, 0.25);

            assertThat(canvas.parameters().toFloats()).containsOnly(-1);
            assertThat(earlier.toFloats()).containsExactly(-1, -1, -1, -0.5f, -0.5f, -0.5f);
        }
    }

    private float[] floats(int count, double scale) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) (scale * random.nextGaussian());
            floats[i] = Math.min(Math.max(floats[i], -2), 2);
        }
        return floats;
    }

    private static float[] gradient(PixelCanvas canvas, float[] weights, Tape tape) {
        Tensor picture = tape.take(1, canvas.size().height(), canvas.size().width(), 3);
        canvas.draw(picture, new Random(0));
        Tensor ofPicture = tape.take(picture.shape());
        ofPicture.write(0, weights, 0, weights.length);
        Tensor gradient = tape.take(canvas.parameters().shape());
        tape.kernels().fill(gradient, 0);
        canvas.backward(ofPicture, gradient);
        return gradient.toFloats();
    }

    private static double value(PixelCanvas canvas, float[] weights, int at, float[] before, float step, Tape tape) {
        float[] moved = before.clone();
        moved[at] += step;
        try (Tensor parameters = tape.take(canvas.parameters().shape());
                Tensor picture =
                        tape.take(1, canvas.size().height(), canvas.size().width(), 3)) {
            parameters.write(0, moved, 0, moved.length);
            canvas.show(parameters, picture);
            float[] pixels = picture.toFloats();
            double sum = 0;
            for (int i = 0; i < pixels.length; i++) {
                sum += (double) pixels[i] * weights[i];
            }
            return sum;
        }
    }

    /** The same sum over cells that are mixtures of all colours by softmax. */
    private static double mixture(float[] wishes, float[] weights, int at, double step) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int x = i / 3 % (3 * SIDE) / SIDE;
            int y = i / 3 / (3 * SIDE) / SIDE;
            double total = 0;
            double colour = 0;
            for (int k = 0; k < PALETTE.length; k++) {
                int place = (y * 3 + x) * PALETTE.length + k;
                double share = Math.exp(wishes[place] + (place == at ? step : 0));
                total += share;
                colour += share * (PALETTE[k] >> 8 * (2 - i % 3) & 0xff) / 255;
            }
            sum += weights[i] * colour / total;
        }
        return sum;
    }
}
