package io.github.congeal.cuda.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.DeviceUnavailableException;
import io.github.congeal.cuda.StandIn;
import io.github.congeal.cuda.driver.GpuContext;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Memory;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users are told where a GPU fails, and that nothing of its memory is kept. */
class GpuFaultTest {
    private static final long MANY = 1L << 60;
    private static final long MEMORY = 8L << 30;

    private GpuDevice device;

    @BeforeEach
    void open() {
        device = GpuDevice.on(GpuContext.open(StandIn.calls(), 0), KernelSet.PORTABLE, MEMORY);
    }

    @AfterEach
    void allIsWellAgain() {
        StandIn.set("launches", MANY);
        StandIn.set("failure", 719);
        StandIn.set("traps", MANY);
        StandIn.set("memory", MEMORY);
        StandIn.set("devices", 1);
    }

    @Test
    void aLaunchThatFailsForGood() {
        try (Buffers buffers = Buffers.create(device)) {
            Kernels kernels = device.kernels(buffers);
            Tensor x = buffers.take(10);
            StandIn.set("launches", 1);
            kernels.fill(x, 1);
            assertThatThrownBy(() -> kernels.fill(x, 2))
                    .isInstanceOf(DeviceUnavailableException.class)
                    .hasMessage("the GPU stopped computing: fill answered with error 719 (CUDA_ERROR_LAUNCH_FAILED)."
                            + " Nothing can be computed on it until this program ends; what is loaded with Device.AUTO from"
                            + " now on computes on the CPU");
            assertThatThrownBy(() -> x.toFloats()).hasMessageStartingWith("the GPU stopped computing");
        }
        assertThat(device.allocatedBytes()).isZero();
    }

    @Test
    void aTrapInsideAKernelIsToldWhenItsNumbersAreRead() {
        try (Buffers buffers = Buffers.create(device)) {
            Kernels kernels = device.kernels(buffers);
            Tensor x = buffers.take(1000);
            kernels.fill(x, 1);
            assertThat(x.toFloats()).containsOnly(1);
            assertThat(device.lost()).isEmpty();

            StandIn.set("traps", 1);
            kernels.fill(x, 2);
            kernels.softmax(x, x);
            kernels.fill(x, 3);
            assertThatThrownBy(() -> x.toFloats())
                    .isInstanceOf(DeviceUnavailableException.class)
                    .hasMessageStartingWith("the GPU stopped computing: cuStreamSynchronize answered with error 719")
                    .hasMessageEndingWith("what is loaded with Device.AUTO from now on computes on the CPU");
            assertThat(device.lost()).hasValueSatisfying(why -> assertThat(why).startsWith("the GPU stopped"));
            assertThatThrownBy(() -> kernels.fill(x, 4)).hasMessageStartingWith("the GPU stopped computing");
        }
        assertThat(device.allocatedBytes()).isZero();
    }

    @Test
    void anIllegalAddressThatShowsOnlyWhenAPictureIsReadIsToldThen() {
        StandIn.set("failure", 700);
        try (Buffers buffers = Buffers.create(device)) {
            StandIn.set("launches", 0);
            Tensor x = buffers.take(10);
            assertThatThrownBy(() -> device.kernels(buffers).scale(x, 2)).hasMessageContaining("error 700");
        }
    }

    @Test
    void aLaunchThatIsRefused() {
        StandIn.set("failure", 1);
        try (Buffers buffers = Buffers.create(device)) {
            Tensor x = buffers.take(10);
            StandIn.set("launches", 0);
            assertThatThrownBy(() -> device.kernels(buffers).fill(x, 1))
                    .isInstanceOf(DeviceUnavailableException.class)
                    .hasMessage("the GPU cannot be used: fill answered with error 1 (CUDA_ERROR_INVALID_VALUE)");
            StandIn.set("launches", MANY);
            device.kernels(buffers).fill(x, 3);
            assertThat(x.toFloats()).containsOnly(3);
        }
    }

    @Test
    void noMemoryLeft() {
        StandIn.set("memory", 1_000_000);
        assertThatThrownBy(() -> device.allocate(300_000_000, Precision.FLOAT))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessageStartingWith("the GPU has no 1.2 GB of memory left")
                .hasMessageContaining("take a smaller model or picture");
    }

    @Test
    void noGpuAtAll() {
        StandIn.set("devices", 0);
        assertThatThrownBy(() -> GpuContext.open(StandIn.calls(), 0))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("cuInit answered with error 100");
    }

    @Test
    void codeThatTheDriverDoesNotKnow() {
        StandIn.set("major", 8);
        try {
            GpuContext context = GpuContext.open(StandIn.calls(), 0);
            assertThatThrownBy(() -> GpuDevice.on(context, KernelSet.HOPPER, MEMORY))
                    .isInstanceOf(DeviceUnavailableException.class)
                    .hasMessageContaining("cuModuleLoadData answered with error 209");
            assertThat(GpuDevice.on(context, MEMORY).describe())
                    .isEqualTo("stand-in, compute capability 8.0, Congeal's own kernels for 8.0 in bf16x3");
        } finally {
            StandIn.set("major", 9);
        }
    }

    @Test
    void memoryIsGivenBackOnceAndNothingIsKeptBesideIt() {
        // What a GPU that was lost held is no longer anyone's.
        long others = StandIn.get("allocated");
        Tensor weights = device.weights(new float[12], Precision.FLOAT, 4, 3);
        try (Buffers buffers = Buffers.create(device)) {
            Tensor out = buffers.take(2, 4);
            Tensor x = buffers.take(2, 3);
            x.write(0, new float[6], 0, 6);
            device.kernels(buffers).multiply(x, false, weights, true, 1, out);
            assertThat(out.toFloats()).containsOnly(0);
            assertThat(device.allocatedBytes()).isEqualTo(StandIn.get("allocated") - others);
        }
        assertThat(device.allocatedBytes()).isEqualTo(weights.bytes());
        weights.free();
        weights.free();
        assertThat(device.allocatedBytes()).isZero();
    }

    @Test
    void memoryThatIsForgottenIsGivenBackToo() throws InterruptedException {
        Memory forgotten = device.allocate(1000, Precision.FLOAT);
        assertThat(forgotten.length()).isEqualTo(1000);
        forgotten = null;
        for (int i = 0; i < 200 && device.allocatedBytes() > 0; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(device.allocatedBytes()).isZero();
    }

    @Test
    void numbersOfEachKindTravelThereAndBackInPieces() {
        int many = 3_000_000;
        float[] values = new float[many];
        for (int i = 0; i < many; i++) {
            values[i] = i;
        }
        Memory memory = device.allocate(many, Precision.FLOAT);
        // More than what is sent from has room for at a time, twice over.
        for (int i = 0; i < 17; i++) {
            memory.write(0, new float[many], 0, many);
            memory.write(0, values, 0, many);
        }
        float[] back = new float[many];
        memory.read(0, back, 0, many);
        assertThat(Arrays.equals(back, values)).isTrue();
        Memory doubles = device.allocate(3, Precision.DOUBLE);
        doubles.write(1, new float[] {0.5f, 1e-3f}, 0, 2);
        double[] two = new double[2];
        doubles.read(1, two);
        assertThat(two).containsExactly(0.5, 1e-3f);
        Memory places = device.allocate(2, Precision.INDEX);
        places.write(0, 7, 1L << 40);
        places.read(0, two);
        assertThat(two).containsExactly(7, 1L << 40);
        memory.free();
        doubles.free();
        places.free();
    }
}
