package io.github.congeal.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.DeviceUnavailableException;
import io.github.congeal.internal.tensor.Accelerator.Verdict;
import org.junit.jupiter.api.Test;

class BackendChoiceTest {
    private static final Accelerator USABLE = () -> new Verdict(null, "a card", 5);
    private static final Accelerator UNFIT = () -> new Verdict("The card is on fire. Put it out.", "a card", 5);

    @Test
    void theCpuWhereNothingElseIsThere() {
        assertThat(BackendChoice.of(null, () -> null)).isEqualTo(new BackendChoice(Processor.CPU, null, 0));
    }

    @Test
    void theGpuWhereItIsUsable() {
        BackendChoice expected = new BackendChoice(Processor.GPU, "The engine uses the GPU: a card", 5);
        assertThat(BackendChoice.of(null, () -> USABLE)).isEqualTo(expected);
        assertThat(BackendChoice.of(Processor.GPU, () -> USABLE)).isEqualTo(expected);
    }

    @Test
    void theCpuWhereTheGpuIsUnfit() {
        BackendChoice choice = BackendChoice.of(null, () -> UNFIT);
        assertThat(choice.processor()).isEqualTo(Processor.CPU);
        assertThat(choice.reason()).contains("not the GPU: The card is on fire.");
    }

    @Test
    void theGpuIsNotEvenLookedAtWhereTheCpuIsWished() {
        BackendChoice choice = BackendChoice.of(Processor.CPU, () -> {
            throw new AssertionError("asked");
        });
        assertThat(choice).isEqualTo(new BackendChoice(Processor.CPU, null, 0));
    }

    @Test
    void theGpuOrNothing() {
        assertThatThrownBy(() -> BackendChoice.of(Processor.GPU, () -> UNFIT))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessage("the GPU was asked for, but cannot be used: The card is on fire. Put it out.");
        assertThatThrownBy(() -> BackendChoice.of(Processor.GPU, () -> null))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("congeal-cuda-backend is not on the class path");
    }

    @Test
    void theCpuBackendStandsInFrontOnlyWhereWanted() {
        Backend.use(Processor.CPU);
        assertThat(new CpuFirstBackend().getPriority()).isGreaterThan(100);
        assertThat(new CpuFirstBackend().isAvailable()).isTrue();
        assertThatThrownBy(() -> Backend.use(Processor.GPU))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("already computes on the CPU");
        assertThat(Backend.use(null)).isEqualTo(Processor.CPU);
    }
}
