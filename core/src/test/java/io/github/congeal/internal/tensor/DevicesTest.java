package io.github.congeal.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.DeviceUnavailableException;
import io.github.congeal.internal.tensor.nd4j.CpuFirstBackend;
import io.github.congeal.internal.tensor.nd4j.Nd4jDevice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DevicesTest {
    private static final Device OF_CPU = Nd4jDevice.onCpu(5);
    private static final Device OF_GPU = Nd4jDevice.onCpu(5);
    private static final DeviceProvider CPU = new Provider(Processor.CPU, 0, null, OF_CPU);
    private static final DeviceProvider GPU = new Provider(Processor.GPU, 100, null, OF_GPU);
    private static final DeviceProvider UNFIT =
            new Provider(Processor.GPU, 100, "The GPU is on fire. Put it out.", OF_GPU);

    private record Provider(
            Processor processor, int score, @Nullable String obstacle, Device device) implements DeviceProvider {
        @Override
        public Verdict examine() {
            return new Verdict(obstacle, "a device", 5);
        }

        @Override
        public Device open(Verdict verdict) {
            return device;
        }
    }

    @Test
    void theCpuWhereNothingElseIsThere() {
        assertThat(new Devices(List.of(CPU)).choose(null)).isSameAs(OF_CPU);
    }

    @Test
    void theGpuWhereItIsUsable() {
        Devices devices = new Devices(List.of(CPU, GPU));
        assertThat(devices.choose(null)).isSameAs(OF_GPU);
        assertThat(devices.choose(Processor.GPU)).isSameAs(OF_GPU);
        assertThat(devices.choose(Processor.CPU)).isSameAs(OF_CPU);
    }

    @Test
    void theCpuWhereTheGpuIsUnfit() {
        assertThat(new Devices(List.of(UNFIT, CPU)).choose(null)).isSameAs(OF_CPU);
    }

    @Test
    void theCpuWhereTheGpuCannotBeOpened() {
        DeviceProvider failing = new DeviceProvider() {
            @Override
            public Processor processor() {
                return Processor.GPU;
            }

            @Override
            public int score() {
                return 100;
            }

            @Override
            public Verdict examine() {
                return new Verdict(null, "a device", 5);
            }

            @Override
            public Device open(Verdict verdict) {
                throw new DeviceUnavailableException("it did not start");
            }
        };
        assertThat(new Devices(List.of(failing, CPU)).choose(null)).isSameAs(OF_CPU);
        assertThatThrownBy(() -> new Devices(List.of(failing, CPU)).choose(Processor.GPU))
                .hasMessage("it did not start");
    }

    @Test
    void theSecondWayToTheGpuWhereTheFirstIsUnfit() {
        assertThat(new Devices(List.of(UNFIT, GPU, CPU)).choose(Processor.GPU)).isSameAs(OF_GPU);
    }

    @Test
    void theGpuIsNotExaminedWhenTheCpuIsAskedFor() {
        DeviceProvider untouched = new DeviceProvider() {
            @Override
            public Processor processor() {
                return Processor.GPU;
            }

            @Override
            public int score() {
                return 100;
            }

            @Override
            public Verdict examine() {
                throw new AssertionError("asked");
            }

            @Override
            public Device open(Verdict verdict) {
                throw new AssertionError("opened");
            }
        };
        assertThat(new Devices(List.of(untouched, CPU)).choose(Processor.CPU)).isSameAs(OF_CPU);
    }

    @Test
    void theGpuOrNothing() {
        assertThatThrownBy(() -> new Devices(List.of(UNFIT, CPU)).choose(Processor.GPU))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessage("the GPU was asked for, but cannot be used: The GPU is on fire. Put it out.");
        assertThatThrownBy(() -> new Devices(List.of(CPU)).choose(Processor.GPU))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("congeal-cuda-backend is not on the class path");
    }

    @Test
    void aJarThatLostItsServiceFilesIsCalledThat() {
        assertThatThrownBy(() -> new Devices(List.of()).choose(null))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("META-INF/services")
                .hasMessageContaining("ServicesResourceTransformer");
        assertThatThrownBy(() -> new Devices(List.of()).choose(Processor.GPU))
                .hasMessageContaining("ServicesResourceTransformer");
        assertThatThrownBy(() -> new Devices(List.of(GPU)).choose(Processor.CPU))
                .hasMessageContaining("ServicesResourceTransformer");
        assertThatThrownBy(() -> new Devices(List.of(UNFIT)).choose(null))
                .hasMessageContaining("Put it out.")
                .hasMessageContaining("ServicesResourceTransformer");
    }

    @Test
    void nd4jComputesOnOneThingInAJvm() {
        assertThat(Devices.of(Processor.CPU).processor()).isEqualTo(Processor.CPU);
        assertThat(new CpuFirstBackend().getPriority()).isGreaterThan(100);
        assertThat(new CpuFirstBackend().isAvailable()).isTrue();
        assertThatThrownBy(() -> Nd4jDevice.onGpu(1))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("already computes on the CPU");
        assertThat(Devices.automatic()).isSameAs(Devices.of(Processor.CPU));
    }
}
