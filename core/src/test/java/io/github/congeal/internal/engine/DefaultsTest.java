package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultsTest {
    @Test
    void whatACheckpointDoesNotSayIsAsPublished() {
        assertThat(Defaults.of(Map.of())).isEqualTo(Defaults.PUBLISHED);
        assertThat(Defaults.of(Map.of("congeal.size", "192")).size()).isEqualTo(192);
    }

    @Test
    void theNoiseOfAStartIsThatOfItsContentToo() {
        Defaults same = Defaults.of(Map.of("congeal.start", "painted", "congeal.start.noise", "0.3"));
        assertThat(same.start()).isEqualTo("painted");
        assertThat(same.noise()).isEqualTo(0.3);
        assertThat(same.variety()).isEqualTo(0.3);

        Defaults own = Defaults.of(Map.of("congeal.start.noise", "0.1", "congeal.start.variety", "0"));
        assertThat(own.noise()).isEqualTo(0.1);
        assertThat(own.variety()).isZero();
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> Defaults.of(Map.of("congeal.start.variety", "much")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
