package io.github.congeal.internal.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashWeightsTest {
    @Test
    void areThoseOfThePythonSide() {
        HashWeights weights = HashWeights.of("a.weight 2,3,1,1\nb.bias 3\nn.weight 2\ns ");

        assertThat(weights.has("a.weight")).isTrue();
        assertThat(weights.has("a.bias")).isFalse();
        assertThat(weights.shape("s")).isEmpty();
        assertThat(weights.read("a.weight", 2, 3, 1, 1))
                .containsExactly(
                        0.4224252700805664f,
                        0.16742944717407227f,
                        -0.7088557481765747f,
                        0.5917481184005737f,
                        -0.7149976491928101f,
                        0.41503751277923584f);
        assertThat(weights.read("b.bias", 3))
                .containsExactly(0.1080925464630127f, 0.14501139521598816f, 0.09332406520843506f);
        assertThat(weights.read("n.weight", 2)).containsExactly(0.8281583786010742f, 0.9007556438446045f);
    }
}
