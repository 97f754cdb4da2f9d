package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.control.Start;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultsTest {
    @Test
    void whatACheckpointDoesNotSayIsAsPublished() {
        assertThat(Defaults.of(Map.of())).isEqualTo(Defaults.PUBLISHED);
        assertThat(Defaults.PUBLISHED.get(Control.SIZE)).isEqualTo(new Size(480, 480));
        assertThat(Defaults.PUBLISHED.get(Control.ITERATIONS)).isEqualTo(500);
        assertThat(Defaults.of(Map.of("congeal.size", "192")).get(Control.SIZE)).isEqualTo(new Size(192, 192));
    }

    @Test
    void theNumbersOfThePlainStartAreKeptBesideTheModelsOwnStart() {
        Settings settings = Defaults.of(Map.of("congeal.start", "sketched", "congeal.start.noise", "0.3"));
        assertThat(settings.get(Control.START)).isEqualTo(Start.SKETCHED);
        assertThat(settings.get(Defaults.STARTS)).containsExactly(new Start.Plain(0.75, 0.3));
    }

    @ParameterizedTest
    @CsvSource({
        "congeal.start.noise, much, noise",
        "congeal.start, painted, start",
        "congeal.cutout_method, none, cutout-method",
        "congeal.cutouts, 0, cutouts",
        "congeal.size, huge, size",
    })
    void whatIsNotAllowedIsRefused(String key, String value, String control) {
        assertThatThrownBy(() -> Defaults.of(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(control)
                .hasMessageContaining(value);
    }
}
