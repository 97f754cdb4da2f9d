package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that is not finite is detected at any position, and a large value is not mistaken for one. */
class FiniteGuardTest {
    private static final int LENGTH = 3 * 5 * 17;

    private final Buffers buffers = Buffers.create(Devices.automatic());
    private final Tape tape = new Tape(buffers);
    private final FiniteGuard guard = new FiniteGuard(tape);

    @AfterEach
    void free() {
        buffers.close();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void oneNumberIsEnough(float wrong) {
        for (int place : new int[] {0, LENGTH / 2, LENGTH - 1}) {
            float[] numbers = large();
            numbers[place] = wrong;
            guard.seeGradient(tensor(numbers));
            guard.seeParameters(tensor(large()));
            assertThat(guard.complaint()).hasValue("the gradient");

            guard.seeGradient(tensor(large()));
            guard.seeParameters(tensor(numbers));
            assertThat(guard.complaint()).hasValue("what is optimised");
        }
    }

    @Test
    void largeNumbersAreFinite() {
        assertThat(guard.complaint()).isEmpty();
        guard.seeGradient(tensor(large()));
        guard.seeParameters(tensor(large()));
        assertThat(guard.complaint()).isEmpty();
    }

    private static float[] large() {
        float[] numbers = new float[LENGTH];
        Arrays.fill(numbers, -Float.MAX_VALUE);
        return numbers;
    }

    private Tensor tensor(float[] numbers) {
        Tensor tensor = tape.take(1, 3, 5, 17);
        tensor.write(0, numbers, 0, numbers.length);
        return tensor;
    }
}
