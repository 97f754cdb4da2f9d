package io.github.congeal.internal.tensor.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

class HostDeviceTest {
    private final HostDevice device = new HostDevice();
    private final Buffers buffers = Buffers.create(device);
    private final Kernels kernels = device.kernels(buffers);

    @AfterEach
    void free() {
        buffers.close();
    }

    @Test
    void leavesTheThreadsOfTheCallerAsTheyWere() {
        NativeOps nativeOps = NativeOpsHolder.getInstance().getDeviceNativeOps();
        int before = nativeOps.ompGetMaxThreads();
        try (Tensor x = buffers.take(300, 300);
                Tensor out = buffers.take(300, 300)) {
            nativeOps.setOmpNumThreads(3);
            kernels.fill(x, 1);
            kernels.multiply(x, false, x, false, out);
            kernels.add(x, out);
            assertThat(nativeOps.ompGetMaxThreads()).isEqualTo(3);
            assertThat(x.toDoubles()).containsOnly(301);
        } finally {
            nativeOps.setOmpNumThreads(before);
        }
    }

    @Test
    void refusesMemoryThatWasFreed() {
        Tensor weights = device.weights(new float[] {1, 2}, Precision.FLOAT, 2);
        try (Tensor out = buffers.take(2)) {
            kernels.copy(weights, out);
            weights.free();
            assertThatIllegalStateException()
                    .isThrownBy(() -> kernels.copy(weights, out))
                    .withMessageContaining("freed");
        }
    }

    @Test
    void constantsAreBroughtOnce() {
        float[] values = {1, 2, 3, 4};
        assertThat(kernels.constant(values, 2, 2).toFloats()).containsExactly(1, 2, 3, 4);
        int created = buffers.created();
        assertThat(kernels.constant(values, 4).toFloats()).containsExactly(1, 2, 3, 4);
        assertThat(buffers.created()).isEqualTo(created);
    }

    @Test
    void javaReadsAndWritesPlaces() {
        Tensor places = buffers.take(Precision.INDEX, 3);
        places.write(0, 5, 1L << 40, 7);
        assertThat(places.toDoubles()).containsExactly(5, 1L << 40, 7);
    }
}
