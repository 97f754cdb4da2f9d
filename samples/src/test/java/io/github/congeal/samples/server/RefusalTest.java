package io.github.congeal.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.DeviceUnavailableException;
import org.junit.jupiter.api.Test;

class RefusalTest {
    @Test
    void whyNothingCanBeComputedIsSaid() {
        Throwable problem = new DeviceUnavailableException("Java was told to deny native access");
        assertThat(Refusal.of(problem).sentence()).isEqualTo("Java was told to deny native access");
    }
}
