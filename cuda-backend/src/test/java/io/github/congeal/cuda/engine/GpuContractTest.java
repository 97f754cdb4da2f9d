package io.github.congeal.cuda.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.cuda.StandIn;
import io.github.congeal.diagnostics.contract.Case;
import io.github.congeal.diagnostics.contract.Contract;
import io.github.congeal.diagnostics.contract.CutoutGradients;
import io.github.congeal.diagnostics.contract.Deviation;
import io.github.congeal.diagnostics.contract.GradientCase;
import io.github.congeal.diagnostics.contract.Trial;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Primitives;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kernel against the naive device, on the stand-in. */
class GpuContractTest {
    /** What the sums of two bf16 are off by in products, as a part of the largest number. */
    private static final double ALLOWED = 5e-5;

    /** A stand-in takes long for these, and smaller ones show as much. */
    private static final String LARGE = ".*\\b3 of (200x96x32|301x130x110)";

    @AfterEach
    void nothingIsWrittenBehindTheEndOfMemory() {
        assertThat(StandIn.get("guards")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheContractInFloat32(KernelSet set) {
        assertFloat32(TestGpus.with(set), set);
    }

    /** Of Hopper's set only the convolutions and products: the other kernels are the same ones. */
    static void assertFloat32(GpuDevice device, KernelSet set) {
        assertAll(
                device,
                Precision.FLOAT,
                ALLOWED,
                each -> set == KernelSet.PORTABLE
                        || each.name().startsWith("convolve")
                        || each.name().startsWith("normalizedConvolve")
                        || each.name().startsWith("multiply"));
    }

    /** All others are composed of these. */
    @Test
    void thePrimitivesKeepItInFloat64() {
        assertAll(
                TestGpus.portable(),
                Precision.DOUBLE,
                2e-6,
                each -> Arrays.stream(Primitives.class.getMethods())
                        .anyMatch(kernel -> each.name().split("[ ,]", 2)[0].equals(kernel.getName())));
    }

    private static void assertAll(GpuDevice device, Precision precision, double allowed, Predicate<Case> which) {
        SoftAssertions softly = new SoftAssertions();
        Predicate<Case> chosen = which.and(each -> !each.name().matches(LARGE));
        for (Case each : Contract.cases().stream().filter(chosen).toList()) {
            Deviation found = Contract.check(each, device, precision);
            softly.assertThat(found.error()).as(each.name()).isLessThan(allowed);
        }
        softly.assertAll();
    }

    @Test
    void aDryRunTakesTheVeryMemory() {
        GpuDevice device = TestGpus.portable();
        SoftAssertions softly = new SoftAssertions();
        for (Case each : Contract.cases().stream()
                .filter(one -> !one.name().matches(LARGE))
                .toList()) {
            try (Trial dry = Trial.dry(device)) {
                each.work().run(dry);
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
    void gradientsAreDerivatives() {
        assertDerivatives(GradientCase.all());
        assertDerivatives(CutoutGradients.all());
    }

    private static void assertDerivatives(List<GradientCase> cases) {
        SoftAssertions softly = new SoftAssertions();
        for (GradientCase each : cases) {
            softly.assertThat(each.error(TestGpus.portable())).as(each.name()).isLessThan(1e-6);
        }
        softly.assertAll();
    }
}
