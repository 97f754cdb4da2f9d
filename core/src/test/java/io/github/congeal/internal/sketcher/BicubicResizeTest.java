package io.github.congeal.internal.sketcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.checkpoint.CheckpointFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BicubicResizeTest {
    private final CheckpointFile expected = TinySketcher.expected();

    @ParameterizedTest
    @ValueSource(ints = {11, 23})
    void picturesShrinkAsByTorch(int side) {
        assertThat(new BicubicResize(24, side, 3).resize(expected.read("picture")))
                .containsExactly(expected.read("resized." + side), within(1e-5f));
    }
}
