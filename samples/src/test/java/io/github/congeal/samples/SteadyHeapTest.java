package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the garbage collector does, told by a Java of its own. */
class SteadyHeapTest {
    @Test
    void garbageIsCollectedWhileThereIsRoom() throws Exception {
        assertThat(log(60, "-XX:+UseG1GC")).contains("G1 Periodic Collection");
    }

    @Test
    void whoeverStartsJavaHasTheLastWord() throws Exception {
        assertThat(log(2, "-XX:+UseG1GC", "-XX:G1PeriodicGCInterval=1000000")).doesNotContain("G1 Periodic Collection");
    }

    @Test
    void anotherCollectorIsLeftAlone() throws Exception {
        assertThat(log(2, "-XX:+UseSerialGC")).contains("rested").doesNotContain("Periodic");
    }

    /** What Java logs until something was collected, but no longer than some seconds. */
    private static String log(int seconds, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-Xlog:gc",
                "-cp",
                System.getProperty("java.class.path"),
                Resting.class.getName(),
                Integer.toString(seconds)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** Does nothing until something was collected. */
    static final class Resting {
        private Resting() {}

        public static void main(String... arguments) throws InterruptedException {
            SteadyHeap.collectEvery(Duration.ofMillis(50));
            long end = System.nanoTime()
                    + Duration.ofSeconds(Long.parseLong(arguments[0])).toNanos();
            while (collections() == 0 && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            System.out.println("rested");
        }

        private static long collections() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                    .sum();
        }
    }
}
