package io.github.congeal.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.model.Model;
import org.junit.jupiter.api.Test;

class SoakTest {
    @Test
    void runsThatWereLeftInterruptedOrFailedLeaveNothingBehind() throws InterruptedException {
        Soak.Result result = new Soak(Model.bundled(), 32, 32).make(12, reading -> {});

        assertThat(result.finished()).isEqualTo(2);
        assertThat(result.abandoned()).isEqualTo(4);
        assertThat(result.interrupted()).isEqualTo(4);
        assertThat(result.failed()).isEqualTo(2);
        assertThat(result.readings()).hasSize(10);
        assertThat(result.late().arrays()).isEqualTo(result.early().arrays()).isPresent();
        assertThat(result.late().threads())
                .as("one of each run would be eleven")
                .isLessThan(result.early().threads() + 4);
    }
}
