package io.github.congeal.internal.tensor.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.github.congeal.ChildJvm;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The first use of ND4J, which happens once in a process: so each test starts its own. */
class Nd4jRuntimeTest {
    @Test
    void startsOnceFromManyThreadsAndSaysSoInOneLine() throws Exception {
        String output = start(ManyThreads.class, "-Xmx512m");
        assertThat(output).contains("sum 600.0");
        // Java from 24 on warns of native access and of sun.misc.Unsafe.
        assertThat(output.lines()
                        .filter(line -> !line.isEmpty() && !line.startsWith("sum") && !line.startsWith("WARNING: ")))
                .singleElement()
                .asString()
                .contains("Backend")
                .contains("oneDNN")
                .contains("threads");
    }

    @Test
    void saysWhatToDoWhereNativeMemoryEnds() throws Exception {
        assertThat(start(TooMuch.class, "-Xmx100m", "-Dorg.bytedeco.javacpp.maxphysicalbytes=400m"))
                .contains("there is no more native memory", "0.4 GB", "maxphysicalbytes", "smaller model");
    }

    @Test
    void theHeapDoesNotLimitNativeMemory() throws Exception {
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        assertThat(start(Limit.class, "-Xmx64m")).contains("may hold " + machine);
        assertThat(start(Limit.class, "-Xmx64m", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=500000000"))
                .contains("may hold 500000000");
        assertThat(start(Limit.class, "-Xmx64m", "-Dorg.bytedeco.javacpp.maxbytes=100000000"))
                .doesNotContain("may hold " + machine);
    }

    /** Says how much it may hold. */
    static final class Limit {
        private Limit() {}

        public static void main(String... arguments) {
            System.out.println("may hold " + Devices.automatic().memoryLimit());
        }
    }

    private static String start(Class<?> program, String... options) throws IOException, InterruptedException {
        return ChildJvm.run(program, options);
    }

    /** Takes more memory than it may hold, and says what it was told. */
    static final class TooMuch {
        private TooMuch() {}

        public static void main(String... arguments) {
            float[] values = new float[4 << 20];
            List<Tensor> held = new ArrayList<>();
            try {
                for (int i = 0; i < 100; i++) {
                    held.add(Devices.automatic().weights(values, Tensor.Precision.FLOAT, values.length));
                }
            } catch (OutOfMemoryError e) {
                held.forEach(Tensor::free);
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void aHeapThatIsTooSmallForNd4jIsSaidToBe() {
        LinkageError failed = new ExceptionInInitializerError(new OutOfMemoryError("Java heap space"));
        assertThat(NativeAccess.refused(failed))
                .hasMessageContaining("heap")
                .hasMessageContaining("-Xmx")
                .hasCause(failed);
    }

    /** Six threads that all use ND4J at once, for the first time. */
    static final class ManyThreads {
        private ManyThreads() {}

        public static void main(String... arguments) throws InterruptedException {
            double[] sums = new double[6];
            Thread[] threads = new Thread[sums.length];
            for (int t = 0; t < threads.length; t++) {
                int index = t;
                threads[t] = new Thread(() -> sums[index] = sumOfHundredOnes());
                threads[t].start();
            }
            double sum = 0;
            for (int t = 0; t < threads.length; t++) {
                threads[t].join();
                sum += sums[t];
            }
            System.out.println("sum " + sum);
        }

        private static double sumOfHundredOnes() {
            try (Buffers buffers = Buffers.create(Devices.automatic())) {
                Tensor ones = buffers.take(1, 100);
                ones.write(0, DoubleStream.generate(() -> 1).limit(100).toArray());
                Tensor sum = buffers.take(1, 1);
                buffers.device().kernels(buffers).sumRows(ones, sum);
                return sum.toDoubles()[0];
            }
        }
    }
}
