package io.github.congeal.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TilesTest {
    @Test
    void theyCoverEveryLengthAndTheirWeightsAddUpToOne() {
        for (int whole = 1; whole < 70; whole++) {
            for (int most = 2; most < 20; most++) {
                for (int overlap = 0; 2 * overlap <= most; overlap++) {
                    Tiles tiles = Tiles.covering(whole, most, overlap);
                    assertThat(tiles.length()).isLessThanOrEqualTo(Math.min(most, whole));
                    double[] sum = new double[2 * whole];
                    for (int i = 0; i < tiles.count(); i++) {
                        float[] weights = tiles.weights(i, 2);
                        for (int at = 0; at < weights.length; at++) {
                            assertThat(weights[at]).isBetween(0f, 1f);
                            sum[2 * tiles.begin(i) + at] += weights[at];
                        }
                        if (i > 0) {
                            assertThat(tiles.begin(i - 1) + tiles.length() - tiles.begin(i))
                                    .isGreaterThanOrEqualTo(overlap);
                        }
                    }
                    for (double one : sum) {
                        assertThat(one).as("%s, overlap %d", tiles, overlap).isCloseTo(1, within(1e-6));
                    }
                }
            }
        }
    }

    @Test
    void whatFitsIsOneTile() {
        assertThat(Tiles.covering(8, 8, 4)).isEqualTo(new Tiles(1, 8, 8));
        assertThat(Tiles.covering(9, 8, 4)).isEqualTo(new Tiles(2, 7, 9));
        assertThat(Tiles.covering(128, 32, 8)).isEqualTo(new Tiles(5, 32, 128));
    }
}
