package io.github.congeal.internal.tensor.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HyperbolicTangentTest {
    private static final int COUNT = 1 << 18;

    @Test
    void isThatOfMathToAFewUnitsInTheLastPlace() {
        float[] x = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            x[i] = 24f * i / COUNT - 12;
        }
        float[] found = new float[COUNT];
        HyperbolicTangent.of(x, found, COUNT);
        for (int i = 0; i < COUNT; i++) {
            double expected = Math.tanh(x[i]);
            if (!(Math.abs(found[i] - expected) <= 5e-7 * Math.abs(expected))) {
                assertThat((double) found[i]).as("tanh(%s)", x[i]).isEqualTo(expected);
            }
        }
    }

    @Test
    void staysWithinItsBoundsHoweverFarOut() {
        float[] x = {0, 1e-30f, -1e-30f, 1e30f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        float[] found = new float[x.length];
        HyperbolicTangent.of(x, found, x.length);
        assertThat(found).usingComparatorWithPrecision(5e-7f).containsExactly(0, 0, 0, 1, 1, -1);
    }
}
