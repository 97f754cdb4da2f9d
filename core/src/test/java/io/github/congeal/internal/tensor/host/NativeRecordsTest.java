package io.github.congeal.internal.tensor.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.control.Start;
import java.lang.reflect.Field;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J keeps a record of each of its objects until some time after a collection, with native memory. */
class NativeRecordsTest {
    private static final int RUNS = 4;

    @Test
    void closedRunLeavesFewRecords() throws Exception {
        make(0);
        int before = records();
        for (int run = 1; run <= RUNS; run++) {
            make(run);
        }
        // There were a thousand of each run.
        assertThat(records() - before).isLessThan(RUNS * 150);
    }

    private static void make(int seed) {
        Generation generation = Generation.builder()
                .prompt("a red apple")
                .size(64, 64)
                .cutouts(2)
                .iterations(1)
                .start(Start.RANDOM)
                .seed(seed)
                .build();
        try (FrameIterator frames = generation.frames()) {
            frames.next();
            frames.next();
        }
    }

    private static int records() throws ReflectiveOperationException {
        Field field = DeallocatorService.class.getDeclaredField("referenceMap");
        field.setAccessible(true);
        return ((Map<?, ?>) field.get(Nd4j.getDeallocatorService())).size();
    }
}
