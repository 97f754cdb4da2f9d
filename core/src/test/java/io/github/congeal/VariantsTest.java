package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.congeal.control.Prompt;
import io.github.congeal.control.Start;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariantsTest {
    @TempDir
    private Path folder;

    @Test
    void theBestAreThoseThatClipFindsClosest() throws IOException {
        try (Model model = TinyModel.in(folder)) {
            Generation first = Generation.builder()
                    .model(model)
                    .prompt("a red apple")
                    .size(48, 32)
                    .seed(41)
                    .cutouts(2)
                    .start(Start.RANDOM)
                    .iterations(1)
                    .build();
            Variants variants = first.variants(4);
            assertThat(variants.all()).extracting(Generation::seed).containsExactly(41L, 42L, 43L, 44L);
            assertThat(variants.all().get(0).settings()).isEqualTo(first.settings());
            List<Frame> best = variants.best(4, "fog");
            assertThat(best)
                    .allMatch(Frame::isLast)
                    .isSortedAccordingTo(
                            Comparator.comparing((Frame frame) -> model.similarity(frame.image(), List.of("fog"))[0])
                                    .reversed());
            assertThat(variants.best(1, "fog").get(0).generation().seed())
                    .isEqualTo(best.get(0).generation().seed());
            Frame last = best.get(3);
            assertThat(last.image().getRGB(5, 5))
                    .isEqualTo(last.generation().toBuilder()
                            .seed(last.generation().seed())
                            .build()
                            .image()
                            .getRGB(5, 5));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> variants.best(5, "fog"))
                    .withMessage("the number of best ones was 5, but must be from 1 to 4");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> first.variants(0))
                    .withMessage("the number of variants was 0, but must be from 1 to 10000");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> first.variants(Integer.MAX_VALUE))
                    .withMessageContaining("from 1 to 10000");
            assertThat(first.toBuilder()
                            .seed(Long.MAX_VALUE)
                            .build()
                            .variants(2)
                            .all())
                    .extracting(Generation::seed)
                    .containsExactly(Long.MAX_VALUE, Long.MIN_VALUE);
        }
    }

    @Test
    void whatTheGenerationTruncatesIsTruncatedForTheRanking() {
        String text = "a red apple " + "in the fog ".repeat(40);
        Variants variants = quick().prompt(text).truncate(true).build().variants(2);

        assertThat(variants.best(1, text)).hasSize(1);
        assertThat(variants.best(1)).hasSize(1);
    }

    @Test
    void promptsThatAreTogetherTooLongRankByTheirMean() {
        String first = "red " + "apple ".repeat(50);
        String second = "grey " + "fog ".repeat(50);
        Variants variants =
                quick().prompt(first).prompt(second).avoid("sea").build().variants(3);

        assertThat(variants.best(3)).isSortedAccordingTo(closest(first, second));
    }

    @Test
    void theEndOfAStoryRanks() {
        Variants variants =
                quick().story("a red apple", "grey fog | sea:-0.3").build().variants(3);

        assertThat(variants.best(3)).isSortedAccordingTo(closest("grey fog"));
    }

    @Test
    void withoutWordsThereAreNoBest() {
        Variants variants = quick().prompt(Prompt.avoiding("fog")).build().variants(2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> variants.best(1))
                .withMessage(
                        "there was no prompt for CLIP to compare the variants with: give one, or keep all variants");
    }

    private static Generation.Builder quick() {
        return Generation.builder()
                .model(Model.bundled())
                .size(32, 32)
                .seed(41)
                .cutouts(2)
                .start(Start.RANDOM)
                .iterations(1);
    }

    private static Comparator<Frame> closest(String... texts) {
        return Comparator.comparing(
                        (Frame frame) -> Arrays.stream(Model.bundled().similarity(frame.image(), List.of(texts)))
                                .sum())
                .reversed();
    }
}
