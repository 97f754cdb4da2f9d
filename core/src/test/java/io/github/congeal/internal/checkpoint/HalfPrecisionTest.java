package io.github.congeal.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfPrecisionTest {

    @Test
    void everyNumberSurvivesTheWayThereAndBack() {
        for (int bits = 0; bits <= 0xffff; bits++) {
            float float16 = HalfPrecision.float16ToFloat((short) bits);
            float bfloat16 = HalfPrecision.bfloat16ToFloat((short) bits);
            if (Float.isNaN(float16)) {
                assertThat(HalfPrecision.float16ToFloat(HalfPrecision.floatToFloat16(float16)))
                        .isNaN();
            } else {
                assertThat(HalfPrecision.floatToFloat16(float16)).isEqualTo((short) bits);
                assertThat(float16).isEqualTo((float) float16ByDefinition(bits));
            }
            if (Float.isNaN(bfloat16)) {
                assertThat(HalfPrecision.bfloat16ToFloat(HalfPrecision.floatToBfloat16(bfloat16)))
                        .isNaN();
            } else {
                assertThat(HalfPrecision.floatToBfloat16(bfloat16)).isEqualTo((short) bits);
            }
        }
    }

    private static double float16ByDefinition(int bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double magnitude = switch (exponent) {
            case 0 -> Math.scalb((double) fraction, -24);
            case 31 -> Double.POSITIVE_INFINITY;
            default -> Math.scalb(1024.0 + fraction, exponent - 25);
        };
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }

    @ParameterizedTest
    @CsvSource({
        "65519.996,     65504",
        "65520,         Infinity",
        "-1e30,         -Infinity",
        "2049,          2048", // halfway: to the even one
        "2051,          2052",
        "2049.001,      2050",
        "2.98023224e-8, 0", // half of the smallest subnormal number
        "2.98023260e-8, 5.96046448e-8",
        "8.94069672e-8, 1.19209290e-7",
        "6.1020e-5,     6.1035156e-5", // up into the normal numbers
    })
    void float16IsTheNearestOneTiesToEven(float value, float nearest) {
        assertThat(HalfPrecision.float16ToFloat(HalfPrecision.floatToFloat16(value)))
                .isEqualTo(nearest);
    }

    @ParameterizedTest
    @CsvSource({"257, 256", "259, 260", "257.01, 258", "3.4e38, Infinity", "-1e-45, -0.0"})
    void bfloat16IsTheNearestOneTiesToEven(float value, float nearest) {
        assertThat(HalfPrecision.bfloat16ToFloat(HalfPrecision.floatToBfloat16(value)))
                .isEqualTo(nearest);
    }
}
