package io.github.congeal.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patches against their definition. */
class PatchesTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 6, 2", "3, 6, 3", "2, 5, 1", "2, 4, 4"})
    void everyPixelHasOnePlace(int n, int side, int size) {
        int grid = side / size;
        int patch = size * size * 3;
        int tokens = 1 + grid * grid;
        double[] pixels = new double[n * side * side * 3];
        Arrays.setAll(pixels, i -> i + 1);
        double[] expected = new double[n * tokens * patch];
        for (int i = 0; i < pixels.length; i++) {
            int x = i / 3 % side;
            int y = i / 3 / side % side;
            int token = 1 + y / size * grid + x / size;
            int place = (y % size * size + x % size) * 3 + i % 3;
            expected[(i / 3 / side / side * tokens + token) * patch + place] = pixels[i];
        }
        try (Buffers buffers = Buffers.create()) {
            Patches patches = new Patches(new Ops(buffers), size);
            Tensor pictures = buffers.take(n, side, side, 3);
            pictures.write(0, pixels);
            Tensor sequences = Poison.take(buffers, n, tokens, patch);
            patches.cut(pictures, sequences);
            assertThat(sequences.toDoubles()).isEqualTo(expected);
            Tensor joined = Poison.take(buffers, n, side, side, 3);
            patches.join(sequences, joined);
            assertThat(joined.toDoubles()).isEqualTo(pixels);
        }
    }
}
