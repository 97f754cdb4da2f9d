package io.github.congeal.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.Device;
import io.github.congeal.diagnostics.SelfTest.Check;
import io.github.congeal.internal.tensor.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Should it fail after a change of the bundled model, run {@code SelfTestValues} anew. */
class SelfTestTest {
    private static SelfTest test;

    @BeforeAll
    static void run() {
        test = SelfTest.run();
    }

    @Test
    void thisMachineComputesWhatItShould() {
        assertThat(test.toString()).contains("All " + test.checks().size() + " are within bounds.");
        assertThat(test.passed()).isTrue();
        assertThat(test.device()).isEqualTo(Device.CPU);
        assertThat(test.checks())
                .filteredOn(check -> !check.name().contains("step: "))
                .allMatch(check -> check.error() < 1e-5);
        assertThat(test.checks())
                .extracting(Check::name)
                .contains(
                        "step: picture",
                        "step: loss after the step",
                        "as on a GPU: step: loss after the step",
                        "as on a GPU: adam",
                        "cutouts with all augmentations, backward",
                        "as on a GPU: cutouts with all augmentations, backward");
    }

    @Test
    void itLeavesNoOperationOut() {
        List<String> names = test.checks().stream().map(Check::name).toList();
        assertThat(Arrays.stream(Kernels.class.getMethods())
                        .map(method -> method.getName())
                        .filter(name ->
                                !Set.of("buffers", "constants", "multiplyAdds").contains(name)))
                .isNotEmpty()
                .allMatch(operation -> names.stream().anyMatch(name -> name.startsWith(operation)));
    }

    @Test
    void aFaultIsSeen() {
        Check bad = new Check("conv", 0.1, 1e-3, 1);
        SelfTest faulty = new SelfTest(Device.GPU, "a GPU", List.of(bad, new Check("add", 0, 1e-3, 1)));
        assertThat(faulty.passed()).isFalse();
        assertThat(faulty.toString()).contains("FAULT").contains("1 of 2 are out of bounds.");
        assertThat(new Check("nan", Double.NaN, 1, 1).passed()).isFalse();
    }
}
