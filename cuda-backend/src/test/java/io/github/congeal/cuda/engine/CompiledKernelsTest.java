package io.github.congeal.cuda.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.cuda.StandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernels as they are in the jar, on the stand-in, where faults of any access to memory end them. */
class CompiledKernelsTest {
    @AfterEach
    void nothingIsWrittenBehindTheEndOfMemory() {
        assertThat(StandIn.get("guards")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void keepTheContractInFloat32(KernelSet set) {
        GpuContractTest.assertFloat32(TestGpus.compiled(set), set);
    }

    @ParameterizedTest
    @EnumSource
    void computeTheStepOfTheCpu(KernelSet set) {
        GpuStepTest.assertStep(TestGpus.compiled(set));
    }
}
