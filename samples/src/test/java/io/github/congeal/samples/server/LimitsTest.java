package io.github.congeal.samples.server;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import org.junit.jupiter.api.Test;

/** What one request may ask for. */
class LimitsTest {
    /** The server keeps frames as JPEGs, whose sides have at most 65,500 pixels. */
    @Test
    void aSideBeyondThoseOfJpegsIsRefusedThoughItsPixelsAreFew() {
        assertThatNoException().isThrownBy(() -> Limits.USUAL.require(sized(16, 65_488)));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Limits.USUAL.require(sized(16, 65_536)))
                .withMessage("size was 16x65536, but may have sides of at most 65500 pixels on this server");
    }

    private static Settings sized(int width, int height) {
        return Settings.EMPTY.with(Control.SIZE, new Size(width, height));
    }
}
