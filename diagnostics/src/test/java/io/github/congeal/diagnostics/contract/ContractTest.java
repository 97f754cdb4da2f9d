package io.github.congeal.diagnostics.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kernel of every device against the naive device, in both precisions. */
class ContractTest {
    private static final Set<String> NO_KERNELS = Set.of("buffers", "constants", "multiplyAdds");

    @ParameterizedTest
    @MethodSource("io.github.congeal.diagnostics.contract.TestDevices#all")
    void keepsTheContractInFloat32(Device device) {
        assertAll(device, Precision.FLOAT, 1e-5);
    }

    @ParameterizedTest
    @MethodSource("io.github.congeal.diagnostics.contract.TestDevices#all")
    void keepsTheContractInFloat64(Device device) {
        assertAll(device, Precision.DOUBLE, 2e-6);
    }

    private static void assertAll(Device device, Precision precision, double allowed) {
        SoftAssertions softly = new SoftAssertions();
        for (Case each : Contract.cases()) {
            Deviation found = Contract.check(each, device, precision);
            softly.assertThat(found.error()).as(each.name()).isLessThan(allowed);
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @MethodSource("io.github.congeal.diagnostics.contract.TestDevices#all")
    void aDryRunTakesTheVeryMemory(Device device) {
        SoftAssertions softly = new SoftAssertions();
        for (Case each : Contract.cases()) {
            try (Trial dry = Trial.dry(device);
                    Trial real = new Trial(device, Precision.FLOAT)) {
                each.work().run(dry);
                each.work().run(real);
                softly.assertThat(dry.buffers().created())
                        .as("arrays of %s", each)
                        .isLessThanOrEqualTo(real.buffers().created());
                try (Buffers after = Buffers.after(dry.buffers());
                        Trial again = new Trial(device, after)) {
                    each.work().run(again);
                    softly.assertThat(after.bytes())
                            .as("bytes of %s", each)
                            .isEqualTo(dry.buffers().bytes());
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void noKernelIsLeftOut() {
        List<String> names = Contract.cases().stream().map(Case::name).toList();
        assertThat(Arrays.stream(Kernels.class.getMethods())
                        .map(method -> method.getName())
                        .filter(name -> !NO_KERNELS.contains(name)))
                // Computed in Java's floats, too coarse for differences: TransformGradientTest in core checks its
                // transpose.
                .filteredOn(kernel -> !kernel.equals("remapBackward"))
                .isNotEmpty()
                .allMatch(kernel -> names.stream().anyMatch(name -> name.matches(kernel + "[ ,].*|" + kernel)));
    }

    /** That of the reference shows that it is right, and that of a device that it can be trusted with float64. */
    @ParameterizedTest
    @MethodSource("io.github.congeal.diagnostics.contract.TestDevices#withReference")
    void gradientsAreDerivatives(Device device) {
        assertDerivatives(GradientCase.all(), device);
    }

    @ParameterizedTest
    @MethodSource("io.github.congeal.diagnostics.contract.TestDevices#inFloat64")
    void gradientsOfCutoutsAreDerivatives(Device device) {
        assertDerivatives(CutoutGradients.all(), device);
    }

    private static void assertDerivatives(List<GradientCase> cases, Device device) {
        SoftAssertions softly = new SoftAssertions();
        for (GradientCase each : cases) {
            softly.assertThat(each.error(device)).as(each.name()).isLessThan(1e-6);
        }
        softly.assertAll();
    }

    @Test
    void everyBackwardKernelHasItsDerivativeChecked() {
        List<String> names = Stream.concat(GradientCase.all().stream(), CutoutGradients.all().stream())
                .map(GradientCase::name)
                .toList();
        assertThat(Arrays.stream(Kernels.class.getMethods())
                        .map(method -> method.getName())
                        .filter(name -> name.endsWith("Backward")))
                // Computed in Java's floats, too coarse for differences: TransformGradientTest in core checks its
                // transpose.
                .filteredOn(kernel -> !kernel.equals("remapBackward"))
                .isNotEmpty()
                .allMatch(kernel -> names.stream().anyMatch(name -> name.startsWith(kernel)));
    }

    @Test
    void aFaultIsSeen() {
        Case wrong = new Case("wrong", t -> {
            Tensor x = t.numbers(3);
            t.kernels().scale(x, t.kernels() instanceof NaiveKernels ? 1 : 1.01);
            return List.of(x);
        });
        Case unwritten = new Case("unwritten", t -> List.of(t.empty(3), t.numbers(3)));
        Device host = TestDevices.host();
        assertThat(Contract.check(wrong, host, Precision.FLOAT).passed()).isFalse();
        assertThat(Contract.check(unwritten, host, Precision.FLOAT).passed()).isFalse();
    }
}
