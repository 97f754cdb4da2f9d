package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.clip.Tokenizer;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.painter.Painter;
import io.github.congeal.internal.painter.TinyPainter;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The start that is painted, by a painter of made-up weights before the bundled VQGAN and CLIP. */
class PaintedPictureTest {
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    private static final Start PLAIN = new PlainGround(0.5, 0.1);

    private static Networks networks;

    @BeforeAll
    static void load() {
        Networks bundled = Networks.of(Model.bundled());
        Weights weights = TinyPainter.weights(Tokenizer.VOCABULARY);
        networks = bundled.withPainter(Painter.load(weights, Tokenizer.VOCABULARY), weights);
    }

    @AfterAll
    static void close() {
        networks.weights().get(networks.weights().size() - 1).close();
    }

    @Test
    void theSeedDecidesThePicture() {
        Start start = start(text("a red apple", 1));
        assertThat(latent(start, 64, 64, 1)).isEqualTo(latent(start, 64, 64, 1));
        assertThat(latent(start, 64, 64, 1)).isNotEqualTo(latent(start, 64, 64, 2));
    }

    @Test
    void thePromptDecidesThePicture() {
        assertThat(picture(text("a red apple", 1))).isNotEqualTo(picture(text("a castle at night", 1)));
    }

    @Test
    void weightsDecideBetweenPrompts() {
        float[] apple = picture(text("a red apple", 1));
        float[] castle = picture(text("a castle at night", 1));
        float[] mostlyApple = picture(text("a red apple", 1), text("a castle at night", 0.1));
        float[] mostlyCastle = picture(text("a red apple", 0.1), text("a castle at night", 1));
        assertThat(distance(mostlyApple, apple)).isPositive().isLessThan(distance(mostlyApple, castle));
        assertThat(distance(mostlyCastle, castle)).isPositive().isLessThan(distance(mostlyCastle, apple));
        assertThat(distance(picture(text("a red apple", 5)), apple)).isLessThan(1e-4);
    }

    @Test
    void whatIsToBeAvoidedIsNotPainted() {
        assertThat(picture(text("a red apple", 1), text("fog", -1))).isEqualTo(picture(text("a red apple", 1)));
    }

    @Test
    void whatCannotBeReadIsNotPainted() {
        assertThat(picture(text("a red apple", 1), text("", 1))).isEqualTo(picture(text("a red apple", 1)));
    }

    @Test
    void withoutNoiseOnlyGroundStyleAndPlaceDiffer() {
        TextGoal apple = text("a red apple", 1);
        PaintedPicture exact = painted(0, apple);
        PaintedPicture noisy = painted(0.5, apple);
        assertThat(exact.picture(new PictureSize(64, 64), new SplittableRandom(1)))
                .isNotEqualTo(noisy.picture(new PictureSize(64, 64), new SplittableRandom(1)));
        assertThat(distance(
                        exact.picture(new PictureSize(64, 64), new SplittableRandom(1)),
                        noisy.picture(new PictureSize(64, 64), new SplittableRandom(1))))
                .isGreaterThan(distance(
                        exact.picture(new PictureSize(64, 64), new SplittableRandom(1)),
                        painted(0.01, apple).picture(new PictureSize(64, 64), new SplittableRandom(1))));
    }

    @ParameterizedTest
    @CsvSource({"64, 64", "96, 160", "256, 256"})
    void theFirstFrameLooksLikeThePainting(int width, int height) {
        PaintedPicture start = painted(0.05, text("a red apple", 1));
        float[] painting = start.picture(new PictureSize(width, height), new SplittableRandom(3));
        float[] frame = new float[width * height * 3];
        try (Buffers buffers = Buffers.create(networks.device())) {
            Tape tape = new Tape(buffers);
            tape.record(false);
            Canvas canvas = canvas(width, height, tape);
            start.begin(canvas, new SplittableRandom(3));
            Tensor picture = tape.take(1, height, width, 3);
            canvas.draw(picture);
            picture.read(0, frame, 0, frame.length);
        }
        for (int colour = 0; colour < 3; colour++) {
            assertThat(mean(frame, colour)).as("colour %d", colour).isCloseTo(mean(painting, colour), within(0.05));
        }
    }

    @Test
    void withNothingToPaintTheGroundIsPlain() {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        Start plain = PLAIN;
        assertThat(start(new TargetGoal("target", image, 1, NEVER))).isEqualTo(plain);
        assertThat(start(text("fog", -1))).isEqualTo(plain);
        assertThat(start(text("", 1))).isEqualTo(plain);
        assertThat(start(text("<|endoftext|>", 1))).isEqualTo(plain);
    }

    @Test
    void theMemoryOfThePainterIsCounted() {
        Networks bundled = Networks.of(Model.bundled());
        assertThat(networks.bytes()).isGreaterThan(bundled.bytes());
    }

    private static Start start(Goal... goals) {
        return PaintedPicture.of(networks.painter().orElseThrow(), 0.15, PLAIN, List.of(goals));
    }

    private static PaintedPicture painted(double noise, TextGoal... texts) {
        return new PaintedPicture(networks.painter().orElseThrow(), List.of(texts), noise);
    }

    private static TextGoal text(String words, double weight) {
        int[] tokens = networks.tokenizer().tokenize(words, networks.clip().contextLength(), false);
        return new TextGoal(words, tokens, weight, NEVER);
    }

    private static float[] picture(Goal... goals) {
        return ((PaintedPicture) start(goals)).picture(new PictureSize(64, 64), new SplittableRandom(1));
    }

    private static float[] latent(Start start, int width, int height, long seed) {
        try (Buffers buffers = Buffers.create(networks.device())) {
            Canvas canvas = canvas(width, height, new Tape(buffers));
            start.begin(canvas, new SplittableRandom(seed));
            return canvas.parameters().toFloats();
        }
    }

    private static Canvas canvas(int width, int height, Tape tape) {
        return new LatentCanvas(networks.vqgan(), new PictureSize(width, height), tape, phase -> {});
    }

    private static double mean(float[] picture, int colour) {
        double sum = 0;
        for (int i = colour; i < picture.length; i += 3) {
            sum += picture[i];
        }
        return sum / (picture.length / 3.0);
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }
}
