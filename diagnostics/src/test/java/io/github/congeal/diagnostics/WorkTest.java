package io.github.congeal.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.guidance.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held against figures that were worked out by hand, and what torch's own counter finds in taming's and CLIP's modules. */
class WorkTest {
    private static final double GIGA = 1e9;

    @ParameterizedTest
    @CsvSource({
        "imagenet_f16_16384, 256, 126",
        "imagenet_f16_16384, 304, 178",
        "imagenet_f16_16384, 480, 447",
        "imagenet_f16_1024, 512, 509",
        "gumbel_f8_8192, 480, 587",
    })
    void decoders(String name, int side, double gigaMultiplyAdds) {
        DecoderWork work = new DecoderWork(Architectures.vqgan(name), side, side);

        assertThat(work.forward() / GIGA).isCloseTo(gigaMultiplyAdds, within(0.6));
        assertThat(work.backward()).isBetween(work.forward(), work.forward() * 11 / 10);
    }

    @ParameterizedTest
    @CsvSource({
        "ViT-B/32, 4.409",
        "ViT-B/16, 17.563",
        "ViT-L/14, 81.1",
        "RN50, 6.111",
        "RN101, 9.771",
        "RN50x4, 21.279",
    })
    void imageTowers(String name, double gigaMultiplyAdds) {
        CutoutWork work = CutoutWork.of(Architectures.clip(name));

        assertThat(work.forward() / GIGA).isCloseTo(gigaMultiplyAdds, within(0.002 * gigaMultiplyAdds));
    }

    @Test
    void aWholeIterationIsAboutThreeTeraflop() {
        Work work = Work.of(Architectures.vqgan("imagenet_f16_16384"), Architectures.clip("ViT-B/32"), 480, 480, 64);

        assertThat(work.flops(Phase.CLIP_FORWARD) / GIGA).isCloseTo(564, within(3.0));
        assertThat(work.flops(Phase.QUANTISE)).isEqualTo(2L * 30 * 30 * 16_384 * 256);
        assertThat(work.flops(Phase.CUTOUTS)).isZero();
        assertThat(work.flops() / GIGA).isCloseTo(2_930, within(20.0));
    }

    @Test
    void unknownModelsAreRefusedWithThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subject.synthetic("imagenet+ViT-B/32"))
                .withMessageContaining("'imagenet'")
                .withMessageContaining("imagenet_f16_16384");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subject.synthetic("imagenet_f16_1024"))
                .withMessageContaining("imagenet_f16_16384+ViT-B/32");
    }
}
