package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much garbage stays, told by a Java of its own that has room for all of it. */
class SteadyHeapTest {
    private static final long MEGABYTE = 1 << 20;

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseSerialGC"})
    void garbageDoesNotStay(String collector) throws Exception {
        assertThat(used(collector, "steady")).isLessThan(100 * MEGABYTE);
    }

    @Test
    void withoutItGarbageStays() throws Exception {
        assertThat(used("-XX:+UseG1GC", "usual")).isGreaterThan(150 * MEGABYTE);
    }

    private static long used(String collector, String heap) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(collector, "-Xms600m", "-Xmx600m", "-Xmn500m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Littering.class.getName(), heap));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Long.parseLong(output.strip());
    }

    /** Leaves 240 MB of garbage behind and tells how much lies there, if need be after some of it was removed. */
    static final class Littering {
        private static final int PIECES = 2400;
        private static final int PIECE = 100 << 10;
        private static final long FEW = 100 * MEGABYTE;
        private static final int MOST_GLANCES = 1200;
        private static final long GLANCE_MILLIS = 100;

        private Littering() {}

        public static void main(String... arguments) throws InterruptedException {
            boolean steady = arguments[0].equals("steady");
            if (steady) {
                SteadyHeap.keep();
            }
            for (int i = 0; i < PIECES; i++) {
                byte[] litter = new byte[PIECE];
                litter[i] = 1;
            }
            for (int i = 0; steady && i < MOST_GLANCES && used() >= FEW; i++) {
                Thread.sleep(GLANCE_MILLIS);
            }
            System.out.println(used());
        }

        private static long used() {
            Runtime java = Runtime.getRuntime();
            return java.totalMemory() - java.freeMemory();
        }
    }
}
