package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.guidance.Look;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.guidance.Term;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The step over a canvas, terms and scenes that it has never heard of. */
class StepTest {
    private static final int NUMBERS = 2 * 2 * 3;

    private final Buffers buffers = Buffers.create(Devices.automatic());
    private final Tape tape = new Tape(buffers);

    @AfterEach
    void free() {
        buffers.close();
    }

    @Test
    void termsAddUpAndTheirLossesStandSideBySide() {
        Step step = step(List.of(new Brightness("bright", 1), new Brightness("dark", -0.25)), Scene.STILL);
        step.measure();
        assertThat(step.names()).containsExactly("bright", "dark");
        assertThat(step.losses()).containsExactly(0.5 * NUMBERS, -0.125 * NUMBERS);
        step.move();
        step.measure();
        // Each number has the gradient 1 - 0.25.
        assertThat(step.picture().toFloats()[0]).isCloseTo(0.5f - 0.1f * 0.75f, within(1e-6f));
    }

    @Test
    void aTermOnTheParametersReachesThem() {
        Term onParameters = new Term() {
            @Override
            public List<String> names() {
                return List.of("parameters");
            }

            @Override
            public void measure(Look look, double[] losses) {
                look.tape().kernels().fill(look.parameterGradient(), 2);
                losses[0] = look.progress();
            }
        };
        Step step = step(List.of(onParameters), Scene.STILL);
        step.measure();
        step.move();
        step.measure();
        assertThat(step.losses()).containsExactly(0.25);
        assertThat(step.picture().toFloats()[3]).isCloseTo(0.5f - 0.1f * 2, within(1e-6f));
    }

    @Test
    void aSceneActsOnceBetweenTwoSteps() {
        List<Integer> acts = new ArrayList<>();
        Scene scene = (number, canvas, random) -> {
            acts.add(number);
            canvas.begin(new float[NUMBERS], random);
            return false;
        };
        Step step = step(List.of(new Brightness("bright", 1)), scene);
        step.measure();
        assertThat(acts).isEmpty();
        step.move();
        step.measure();
        step.move();
        assertThat(acts).containsExactly(1, 2);
        step.measure();
        assertThat(step.losses()).containsExactly(0.0);
    }

    @Test
    void theOptimiserBeginsAnewOnAnotherPicture() {
        Descent descent = new Descent();
        Step step = step(List.of(new Brightness("bright", 1)), (number, canvas, random) -> number == 2, descent);
        for (int number = 1; number <= 3; number++) {
            step.measure();
            step.move();
            assertThat(descent.restarts).isEqualTo(number < 2 ? 0 : 1);
        }
    }

    private Step step(List<Term> terms, Scene scene) {
        return step(terms, scene, new Descent());
    }

    private Step step(List<Term> terms, Scene scene, Optimizer optimizer) {
        Pixels canvas = new Pixels();
        return new Step(
                canvas,
                terms,
                optimizer,
                scene,
                number -> 0.1,
                canvas::settle,
                Optional.empty(),
                4,
                Draws.of(1),
                tape,
                phase -> {});
    }

    /** A canvas whose parameters are the picture. */
    private final class Pixels implements Canvas {
        private final Tensor pixels = tape.take(1, 2, 2, 3);

        private Pixels() {
            tape.kernels().fill(pixels, 0.5);
        }

        @Override
        public void begin(float[] picture, RandomGenerator random) {
            pixels.write(0, picture, 0, picture.length);
        }

        @Override
        public void beginAtRandom(RandomGenerator random) {
            throw new AssertionError("no start is asked for");
        }

        @Override
        public PictureSize size() {
            return new PictureSize(2, 2);
        }

        @Override
        public Tensor parameters() {
            return pixels;
        }

        @Override
        public void draw(Tensor picture, RandomGenerator random) {
            tape.kernels().copy(pixels, picture);
        }

        @Override
        public void show(Tensor parameters, Tensor picture) {
            tape.kernels().copy(parameters, picture);
        }

        @Override
        public void backward(Tensor pictureGradient, Tensor gradient) {
            try (pictureGradient) {
                tape.kernels().add(gradient, pictureGradient);
            }
        }

        @Override
        public void settle() {}
    }

    /** Plain gradient descent. */
    private final class Descent implements Optimizer {
        private int restarts;

        @Override
        public void step(double stepSize, Tensor parameters, Tensor gradient) {
            tape.kernels().scale(gradient, -stepSize);
            tape.kernels().add(parameters, gradient);
        }

        @Override
        public void restart(Kernels kernels) {
            restarts++;
        }
    }

    /** The sum of all numbers of the picture. */
    private record Brightness(String name, double weight) implements Term {
        @Override
        public List<String> names() {
            return List.of(name);
        }

        @Override
        public void measure(Look look, double[] losses) {
            double sum = 0;
            for (float value : look.picture().toFloats()) {
                sum += value;
            }
            losses[0] = weight * sum;
            look.tape().kernels().scaleAndShift(look.pictureGradient(), 1, weight);
        }
    }
}
