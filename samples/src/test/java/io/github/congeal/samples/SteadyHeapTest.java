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

/** How much garbage gathers, told by a Java of its own that has room for all of it. */
class SteadyHeapTest {
    private static final long MEGABYTE = 1 << 20;

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseSerialGC"})
    void littleGarbageGathers(String collector) throws Exception {
        assertThat(mostUsed(collector, "steady")).isLessThan(100 * MEGABYTE);
    }

    @Test
    void withoutItMuchGathers() throws Exception {
        assertThat(mostUsed("-XX:+UseG1GC", "usual")).isGreaterThan(150 * MEGABYTE);
    }

    private static long mostUsed(String collector, String heap) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(collector, "-Xms600m", "-Xmx600m", "-Xmn500m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Littering.class.getName(), heap));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Long.parseLong(output.strip());
    }

    /** Leaves 240 MB of garbage behind, 4 MB at a time, and tells how much lay there at most. */
    static final class Littering {
        private static final int STEPS = 60;
        private static final int STEP = 4 << 20;
        private static final long PAUSE_MILLIS = 30;
        private static final long UNTIL_WATCHED_MILLIS = 2500;

        private Littering() {}

        public static void main(String... arguments) throws InterruptedException {
            if (arguments[0].equals("steady")) {
                SteadyHeap.keep();
            }
            Thread.sleep(UNTIL_WATCHED_MILLIS);
            long most = 0;
            for (int i = 0; i < STEPS; i++) {
                byte[] litter = new byte[STEP];
                litter[i] = 1;
                Thread.sleep(PAUSE_MILLIS);
                Runtime java = Runtime.getRuntime();
                most = Math.max(most, java.totalMemory() - java.freeMemory());
            }
            System.out.println(most);
        }
    }
}
