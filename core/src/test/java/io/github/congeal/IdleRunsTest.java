package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.congeal.control.Start;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IdleRunsTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int SIDE = 256;
    private static final int SMALL = 64;

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
            leave(1, SIDE);
            long before = resident();
            leave(15, SIDE);
            System.out.println("grown by " + (resident() - before));
        }
    }

    /** What grows old is collected only when the heap has grown to a part of the machine's memory. */
    @Test
    void loopsThatWereLeftDoNotGrowOld() throws Exception {
        String output = ChildJvm.run(GrowingOld.class, "-XX:+UseG1GC", "-Xms512m", "-Xmx512m", "-Xmn32m");
        Matcher grown = Pattern.compile("grown by (-?\\d+)").matcher(output);
        assertThat(grown.find()).isTrue();
        // A megabyte of each would be twenty.
        assertThat(Long.parseLong(grown.group(1))).isLessThan(8_000_000);
    }

    /** Leaves loops and tells how much more of the heap is taken by objects that survived several collections. */
    static final class GrowingOld {
        public static void main(String... arguments) {
            leave(5, SMALL);
            long before = old();
            leave(20, SMALL);
            System.out.println("grown by " + (old() - before));
        }

        private static long old() {
            return ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().contains("Old"))
                    .mapToLong(pool -> pool.getUsage().getUsed())
                    .sum();
        }
    }

    @Test
    void runsInUseAreNotTakenForForgottenOnes() {
        FrameIterator kept = generation(0, SIDE).frames();
        kept.next();
        leave(5, SIDE);
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

    private static void leave(int times, int side) {
        for (int i = 0; i < times; i++) {
            for (Frame frame : generation(i, side)) {
                assertThat(frame.iteration()).isZero();
                break;
            }
        }
    }

    private static Generation generation(long seed, int side) {
        return Generation.builder()
                .prompt("a red apple")
                .size(side, side)
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
