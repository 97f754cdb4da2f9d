package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.congeal.control.Start;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IdleRunsTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int SIDE = 256;

    /** With so much room for the young, the collector has no reason of its own to run. */
    @Test
    void loopsThatWereLeftDoNotPileUpNativeMemory() throws Exception {
        assumeThat(STATUS).as("Linux tells the resident memory").isReadable();
        String output = ChildJvm.run(Leaving.class, "-Xms1g", "-Xmx1g", "-Xmn900m");
        assertThat(output).containsOnlyOnce("dropped without being closed").contains("Close each FrameIterator");
        Matcher grown = Pattern.compile("grown by (-?\\d+)").matcher(output);
        assertThat(grown.find()).isTrue();
        // All of them would hold 1.1 GB, and their garbage is some.
        assertThat(Long.parseLong(grown.group(1))).isLessThan(800_000_000);
    }

    /** Leaves fifteen loops and tells how much more memory is resident. */
    static final class Leaving {
        public static void main(String... arguments) throws Exception {
            leave(1);
            long before = resident();
            leave(15);
            System.out.println("grown by " + (resident() - before));
        }
    }

    @Test
    void runsInUseAreNotTakenForForgottenOnes() {
        FrameIterator kept = generation(0).frames();
        kept.next();
        leave(5);
        assertThat(kept.next().iteration()).isEqualTo(1);
        kept.close();
    }

    @Test
    void collectsWhenIdleRunsHoldTooMuchAndNotForThoseInUse() {
        AtomicInteger collections = new AtomicInteger();
        IdleRuns runs = new IdleRuns(100, collections::incrementAndGet);
        runs.add(100);
        runs.reclaim();
        assertThat(collections).hasValue(0);

        runs.add(100);
        runs.reclaim();
        runs.reclaim();
        assertThat(collections).as("all are in use, and that is known now").hasValue(1);

        runs.add(201);
        runs.reclaim();
        assertThat(collections).hasValue(2);
    }

    private static void leave(int times) {
        for (int i = 0; i < times; i++) {
            for (Frame frame : generation(i)) {
                assertThat(frame.iteration()).isZero();
                break;
            }
        }
    }

    private static Generation generation(long seed) {
        return Generation.builder()
                .prompt("a red apple")
                .size(SIDE, SIDE)
                .cutouts(1)
                .iterations(5)
                .start(Start.RANDOM)
                .seed(seed)
                .build();
    }

    private static long resident() throws Exception {
        return 1024
                * Files.readAllLines(STATUS).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
    }
}
