package io.github.congeal.internal.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TanhGeluTest {
    /** {@code torch.nn.functional.gelu(x, approximate="tanh")} of these, in float64. */
    private static final float[] INPUT = {-6, -2, -0.5f, 0, 0.1f, 1, 3};

    private static final float[] OUTPUT = {-0f, -0.0454023f, -0.1542860f, 0, 0.0539828f, 0.8411920f, 2.9963627f};

    @Test
    void itsValuesAreTorchs() {
        try (Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            tape.record(false);
            Tensor input = tape.take(1, INPUT.length);
            input.write(0, INPUT, 0, INPUT.length);
            try (Tensor output = new TanhGelu().forward(input, tape)) {
                assertThat(output.toFloats()).containsExactly(OUTPUT, within(1e-6f));
            }
        }
    }

    @Test
    void itsGradientIsItsDerivative() {
        GradientCheck.assertGradient(new TanhGelu(), 2, 3, 5);
    }
}
