package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.control.Control;
import io.github.congeal.control.Plateau;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Optimisers and what goes with them, against torch's values. */
class OptimizersTest {
    private static final Checkpoint FIXTURE = load();
    private static final double RATE = 0.1;
    private static final float PULL = 0.3f;
    private static final int STEPS = 20;

    private final Buffers buffers = Buffers.create(Devices.automatic());
    private final Tape tape = new Tape(buffers);

    private static Checkpoint load() {
        try (InputStream in = OptimizersTest.class.getResourceAsStream("optimizers.safetensors")) {
            return SafetensorsReader.read(in, "optimizers.safetensors");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> cases() {
        return FIXTURE.metadata().get("cases").lines();
    }

    @AfterEach
    void free() {
        buffers.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void goesWhereTheReferenceGoes(String name) {
        String[] words = name.split(" & ");
        Settings settings = Settings.EMPTY.withText(Control.OPTIMIZER, words[0]);
        if (words.length > 1) {
            settings = settings.withText(Control.GRADIENT_CLIP, words[1]);
        }
        float[] x = FIXTURE.read("start");
        float[] gradients = FIXTURE.read("gradients");
        Tensor parameters = tape.take(1, 3, 4, 5);
        parameters.write(0, x, 0, x.length);
        Tensor gradient = tape.take(1, 3, 4, 5);
        Optimizer optimizer = new Optimizers(tape, parameters.shape()).of(settings);
        for (int step = 1; step <= STEPS; step++) {
            float[] now = parameters.toFloats();
            float[] pulled = new float[now.length];
            for (int i = 0; i < now.length; i++) {
                pulled[i] = gradients[(step - 1) * now.length + i] + PULL * now[i];
            }
            gradient.write(0, pulled, 0, pulled.length);
            optimizer.step(RATE, parameters, gradient);
            if (FIXTURE.tensors().containsKey(name + " @ " + step)) {
                assertThat(parameters.toFloats())
                        .as("after step %d", step)
                        .containsExactly(FIXTURE.read(name + " @ " + step), within(5e-5f));
            }
        }
        int created = buffers.created();
        optimizer.step(RATE, parameters, gradient);
        assertThat(buffers.created()).isEqualTo(created);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plateau(patience=3)", "plateau(factor=0.5, patience=2, threshold=0.05, cooldown=4, least=0.02)"
            })
    void theStepSizeIsReducedWhereTorchReducesIt(String written) {
        StepSize size = new ReducedStepSize(taken -> RATE, Plateau.FORM.read(written));
        float[] losses = FIXTURE.read("losses");
        float[] expected = FIXTURE.read(written);
        assertThat(expected[expected.length - 1]).isLessThan(expected[0]);
        for (int i = 0; i < losses.length; i++) {
            assertThat(size.at(i)).isCloseTo(expected[i], within(1e-8));
            size.see(losses[i]);
        }
    }

    @Test
    void aLossBelowZeroThatRisesIsNoNewLowest() {
        StepSize size = new ReducedStepSize(taken -> RATE, Plateau.USUAL.patience(3));
        for (double loss = -1; loss < -0.9; loss += 0.00002) {
            size.see(loss);
        }
        assertThat(size.at(0)).isLessThan(RATE);
    }

    @Test
    void theAverageCountsTheFirstOnesNoMoreThanOthers() {
        LatentAverage average = new LatentAverage(0.9, tape, 1, 3);
        Tensor parameters = tape.take(1, 3);
        for (int i = 1; i <= 3; i++) {
            tape.kernels().fill(parameters, i);
            average.see(parameters);
        }
        // (0.81 * 1 + 0.9 * 2 + 1 * 3) / (0.81 + 0.9 + 1)
        float[] expected = new float[3];
        Arrays.fill(expected, 5.61f / 2.71f);
        assertThat(average.average().toFloats()).containsExactly(expected, within(1e-6f));
    }
}
