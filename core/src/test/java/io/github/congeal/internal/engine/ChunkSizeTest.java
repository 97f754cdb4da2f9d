package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.guidance.PlainCutouts;
import io.github.congeal.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkSizeTest {
    private final Networks networks = Networks.of(Model.bundled());

    @ParameterizedTest
    @CsvSource({"1, 1", "16, 16", "100, 16"})
    void onTheCpuItIsFixed(int cutouts, int chunk) {
        assertThat(MemoryPlan.of(networks, settings(cutouts)).chunk()).isEqualTo(chunk);
    }

    @Test
    void onACardItIsTheLargestThatFits() {
        Settings settings = settings(100);
        assertThat(ChunkSize.onACard(networks, settings, Long.MAX_VALUE)).isEqualTo(64);
        for (int chunk : new int[] {64, 32, 16, 8}) {
            long need = MemoryNeed.bytes(networks, settings, chunk);
            assertThat(ChunkSize.onACard(networks, settings, need)).isEqualTo(chunk);
        }
        assertThat(ChunkSize.onACard(networks, settings, 0)).isEqualTo(8);
    }

    @Test
    void itIsNeverMoreThanThereAre() {
        assertThat(ChunkSize.onACard(networks, settings(20), Long.MAX_VALUE)).isEqualTo(20);
        assertThat(ChunkSize.onACard(networks, settings(3), 0)).isEqualTo(3);
    }

    private static Settings settings(int cutouts) {
        return new Settings(64, 64, 1, 0.1, cutouts, new PlainCutouts());
    }
}
