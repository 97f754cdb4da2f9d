package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class MemoryLimitTest {
    @Test
    void mustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Generation.builder().memoryLimit(0))
                .withMessage("memory-limit was 0, but must be a whole number of at least 1");
    }

    @Test
    void isKeptTo() {
        long need = generation(256, Long.MAX_VALUE).memoryNeeded();
        assertThat(generation(256, need - 1).memoryNeeded()).isLessThan(need);
    }

    @Test
    void aPictureThatCannotFitIsRefusedWithTheSizeThatWould() {
        long need = generation(64, Long.MAX_VALUE).memoryNeeded();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> generation(2048, need))
                .withMessageMatching("size was 2048x2048, which needs .* GB of memory, but .*: give at most \\d+x\\d+");
    }

    /** The sizes that are tried are drawn in a dry run, which needs no pixels. */
    @Test
    void aPictureThatIsFarTooLargeIsRefusedWithoutMakingAny() {
        assumeThat(ManagementFactory.getThreadMXBean()).isInstanceOf(ThreadMXBean.class);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> generation(30_000, 2_000_000_000L))
                .withMessageContaining("give at most ");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(400_000_000);
    }

    private static Generation generation(int side, long memoryLimit) {
        return Generation.builder()
                .prompt("a red apple")
                .size(side, side)
                .memoryLimit(memoryLimit)
                .build();
    }
}
