package io.github.congeal.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QuantizerTest {
    private static final int SIDE = 64;
    private final Quantizer quantizer = new Quantizer(0, 0xffffff);

    private static byte[] grey(int value) {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        Arrays.fill(pixels, (byte) value);
        return pixels;
    }

    private static double mean(byte[] pixels) {
        double sum = 0;
        for (byte value : pixels) {
            assertThat(value).isIn((byte) 0, (byte) 255);
            sum += value & 0xff;
        }
        return sum / pixels.length;
    }

    @Test
    void theNearestColourOfEqualOnesIsTheFirst() {
        assertThat(new Quantizer(0xff0000, 0xff0000, 0x00ff00).nearest(200, 10, 0))
                .isZero();
        byte[] pixels = grey(100);
        quantizer.apply(pixels, SIDE);
        assertThat(mean(pixels)).isZero();
    }

    @Test
    void ditheringKeepsTheMeanBrightness() {
        for (int value : new int[] {80, 128, 170}) {
            byte[] diffused = grey(value);
            quantizer.applyDiffused(diffused, SIDE);
            assertThat(mean(diffused)).isCloseTo(value, within(3.0));
        }
        byte[] ordered = grey(128);
        quantizer.applyOrdered(ordered, SIDE);
        assertThat(mean(ordered)).isCloseTo(128, within(3.0));
        for (int i = 0; i < ordered.length; i++) {
            assertThat(ordered[i]).isEqualTo(ordered[(i + 8 * 3 * SIDE) % ordered.length]);
        }
    }
}
