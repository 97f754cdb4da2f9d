package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.control.Prompt;
import io.github.congeal.internal.guidance.PromptLoss;
import io.github.congeal.internal.guidance.PromptLosses;
import io.github.congeal.internal.guidance.Weighting;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stop on a prompt that the picture is to avoid. */
class NegativeStopTest {
    private static final Prompt FOG = Prompt.of("fog").weight(-0.3).stop(0.5);

    @Test
    void cutoutsThatAreNearerThanTheStopAreDrivenAway() {
        assertThat(gradient(FOG, 0.8)).isNotZero();
        assertThat(gradient(FOG, 0.8)).isEqualTo(gradient(Prompt.of("fog").weight(-0.3), 0.8));
    }

    @Test
    void cutoutsThatAreFarEnoughAreLeftAlone() {
        assertThat(gradient(FOG, 1.2)).isZero();
        assertThat(gradient(FOG.stop(1), 1.2)).isNotZero();
    }

    @Test
    void withAPositiveWeightItIsTheOtherWayRound() {
        assertThat(gradient(FOG.weight(0.3), 0.8)).isZero();
        assertThat(gradient(FOG.weight(0.3), 1.2)).isNotZero();
    }

    /**
     * The gradient across the direction of an embedding.
     *
     * @param angle between it and the words; the distance is half its square: 0.32 for 0.8, 0.72 for 1.2
     */
    private static float gradient(Prompt prompt, double angle) {
        PromptLoss loss = new PromptLoss(new float[] {1, 0}, 2, Weighting.of(prompt.weight(), prompt.stop(), 1));
        try (Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            Tensor embedding = tape.take(1, 2);
            embedding.write(0, Math.cos(angle), Math.sin(angle));
            PromptLosses losses = new PromptLosses(List.of(loss), tape);
            losses.begin(0);
            losses.add(embedding, 1);
            return embedding.toFloats()[1];
        }
    }
}
