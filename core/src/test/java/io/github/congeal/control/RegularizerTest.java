package io.github.congeal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegularizerTest {
    @Test
    void severalAreReadFromOneTextEvenIfTheirWeightsChange() {
        List<Regularizer> several = Control.REGULARIZERS.read(
                "symmetry(weight=0: 3 | 50%: 0, about=half-turn) | saturation | palette(colours=navy #ff8000)");

        assertThat(several)
                .containsExactly(
                        new Regularizer.Symmetry(Schedule.parse("0: 3 | 50%: 0"), Regularizer.Symmetry.Axis.HALF_TURN),
                        new Regularizer.Saturation(3),
                        new Regularizer.Palette(2, Colours.of(Colour.of(0x000080), Colour.of(0xff8000))));
        assertThat(Control.REGULARIZERS.read(Control.REGULARIZERS.write(several)))
                .isEqualTo(several);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "saturation(weight=2e9)",
                "gamut(margin=0.6)",
                "edges(left=-1)",
                "edges(colour=beige)",
                "edges(colour=#12345)",
                "palette(colours=)",
                "palette(colours=1 of x.png)",
                "symmetry(about=diagonal)",
                "sharpness",
            })
    void whatIsNoneIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Control.REGULARIZERS.read(text));
    }

    @Test
    void coloursAreWrittenWhereverTheyComeFrom() {
        assertThat(Colours.FORM.read("white  Navy #12aBff")).hasToString("#ffffff #000080 #12abff");
        assertThat(Colours.FORM.read("8 of a, b.png").toString())
                .startsWith("8 of ")
                .endsWith("a, b.png");
        Regularizer palette = Regularizer.FORM.read("palette(colours=\"8 of a, b (1).png\")");
        assertThat(Regularizer.FORM.read(palette.toString())).isEqualTo(palette);
    }

    @Test
    void thoseOfAPictureAreThoseItConsistsOf() {
        BufferedImage flag = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 60 * 40; i++) {
            flag.setRGB(i % 60, i / 60, i % 60 < 50 ? 0x102030 : i / 60 < 20 ? 0xff0000 : 0xffffff);
        }
        assertThat(Colours.of(flag, 3).list())
                .containsExactlyInAnyOrder(Colour.of(0x102030), Colour.of(0xff0000), Colour.WHITE);
        assertThat(Colours.of(flag, 200).list()).as("no more than there are").hasSize(3);
        assertThat(Colours.of(flag, 2).list()).as("the widest channel divides").hasSize(2);
    }
}
