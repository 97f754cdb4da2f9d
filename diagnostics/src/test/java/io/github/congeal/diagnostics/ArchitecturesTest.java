package io.github.congeal.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The networks of which only the sizes are known are as large as those that were published. */
class ArchitecturesTest {
    private static final long CLIP = 151_277_312L * Float.BYTES;

    /** The published files have so many megabytes; IBQ's holds all weights twice, as they are and averaged. */
    @ParameterizedTest
    @CsvSource({"llamagen_ds16_c2i, 288", "llamagen_ds16_t2i, 288", "ibq_f16_1024, 428.5"})
    void areAsLargeAsThePublishedFiles(String vqgan, double megabytes) {
        try (Subject subject = Subject.counted(vqgan + "+ViT-B/32")) {
            assertThat((subject.weightBytes() - CLIP) / 1e6).isCloseTo(megabytes, within(0.01 * megabytes));
        }
    }

    /** What LlamaGen's authors say of their finer one, in millions of weights. */
    @ParameterizedTest
    @CsvSource({"llamagen_ds8_c2i, 70"})
    void haveAsManyWeightsAsTheirAuthorsSay(String vqgan, double millions) {
        try (Subject subject = Subject.counted(vqgan + "+ViT-B/32")) {
            assertThat((subject.weightBytes() - CLIP) / 4e6).isCloseTo(millions, within(0.5));
        }
    }

    /** Without attention there is less to weigh and to keep. */
    @ParameterizedTest
    @CsvSource({"maskgit_f16_1024, imagenet_f16_1024"})
    void withoutAttentionAreSmaller(String smaller, String larger) {
        try (Subject without = Subject.counted(smaller + "+ViT-B/32");
                Subject with = Subject.counted(larger + "+ViT-B/32")) {
            assertThat(without.weightBytes()).isLessThan(with.weightBytes());
        }
    }
}
