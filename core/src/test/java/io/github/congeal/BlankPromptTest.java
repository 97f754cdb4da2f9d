package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entities are resolved before CLIP reads a prompt. */
class BlankPromptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "&nbsp;",
                "&#8203;",
                "&shy;",
                "&#0;",
                "&amp;nbsp;",
                "&nbsp; &#x200b;",
                "\ufffd",
                "&ZeroWidthSpace;"
            })
    void entitiesOfBlanksAreNoWords(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Generation.builder().prompt(text).build())
                .withMessageContaining("prompt's text was blank, but must have words");
    }

    @Test
    void othersAre() {
        assertThat(Generation.builder().prompt("&amp;").build().prompts()).hasSize(1);
    }
}
