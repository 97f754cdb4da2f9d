package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.guidance.CutoutMethods;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedStateTest {
    private static final int STEPS = 4;

    private final StepFixture fixture = StepFixture.load();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aRunGoesOnToTheVeryPixels(int savedAt) {
        try (Networks networks = fixture.networks()) {
            Map<String, float[]> tensors = new HashMap<>();
            Map<String, Long> numbers = new HashMap<>();
            byte[] expected;
            try (Run run = newRun(networks)) {
                for (int i = 0; i < STEPS; i++) {
                    if (i == savedAt) {
                        run.state(new Written(tensors, numbers));
                    }
                    run.step();
                }
                expected = run.picture();
            }
            try (Run run = newRun(networks)) {
                run.state(new Read(tensors, numbers));
                run.measure();
                assertThat(run.iteration()).isEqualTo(savedAt);
                while (run.iteration() < STEPS) {
                    run.step();
                }
                assertThat(run.picture()).isEqualTo(expected);
            }
        }
    }

    @Test
    void theStateHasTheLatentTheOptimiserAndTheLosses() {
        Map<String, float[]> tensors = new HashMap<>();
        Map<String, Long> numbers = new HashMap<>();
        try (Networks networks = fixture.networks();
                Run run = newRun(networks)) {
            run.step();
            run.state(new Written(tensors, numbers));
        }
        assertThat(tensors).containsOnlyKeys("canvas.latent", "optimizer.mean", "optimizer.square");
        assertThat(numbers)
                .containsEntry("steps", 1L)
                .containsEntry("optimizer.steps", 1L)
                .containsOnlyKeys("steps", "optimizer.steps", "losses.count", "losses.loss0", "losses.loss1");
    }

    private Run newRun(Networks networks) {
        return Tasks.prepare(
                        networks,
                        Tasks.settings(48, 32, 1, 5),
                        fixture.goals(),
                        new RandomCodes(),
                        CutoutMethods.of(io.github.congeal.control.CutoutMethod.AUGMENTED, 1))
                .newRun();
    }

    /** A state being written. */
    record Written(Map<String, float[]> tensors, Map<String, Long> numbers) implements State {
        @Override
        public void tensor(String name, Tensor tensor) {
            tensors.put(name, tensor.toFloats());
        }

        @Override
        public long number(String name, long value) {
            numbers.put(name, value);
            return value;
        }
    }

    /** A state being read. */
    record Read(Map<String, float[]> tensors, Map<String, Long> numbers) implements State {
        @Override
        public void tensor(String name, Tensor tensor) {
            float[] values = tensors.get(name);
            tensor.write(0, values, 0, values.length);
        }

        @Override
        public long number(String name, long value) {
            return numbers.get(name);
        }
    }
}
