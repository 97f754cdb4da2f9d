package io.github.congeal.internal.sketcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.congeal.internal.checkpoint.CheckpointFile;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawings are cut out and recoloured as by {@code training/layout.py}, of which {@code layout_fixtures.py} wrote down some. */
class RecolouringTest {
    private static final float TOLERANCE = 1e-4f;

    private final CheckpointFile expected =
            SafetensorsReader.read(TinySketcher.bytes("layouts.safetensors"), "layouts.safetensors");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aDrawingIsCutOutAndRecolouredAsByTheReference(int number) {
        float[] picture = expected.read(number + ".picture");
        float[] cover = Cover.of(picture, side());
        Recolouring recolouring = new Recolouring(picture, cover);
        Rgb main = recolouring.mainColour();

        assertThat(cover).containsExactly(expected.read(number + ".cover"), within(TOLERANCE));
        assertThat(new float[] {(float) main.red(), (float) main.green(), (float) main.blue()})
                .containsExactly(expected.read(number + ".main"), within(TOLERANCE));
        for (String paint : new String[] {"red", "turquoise", "black"}) {
            assertThat(recolouring.with(Paint.named(paint).orElseThrow()))
                    .as(paint)
                    .containsExactly(expected.read("%d.painted.%s".formatted(number, paint)), within(TOLERANCE));
        }
    }

    private int side() {
        return (int) expected.tensor("0.picture").shape()[0];
    }

    @Test
    void anOrangeFaceBecomesRedAndKeepsItsWhiteEyes() {
        float[] face = expected.read("0.picture");
        float[] red = new Recolouring(face, Cover.of(face, side()))
                .with(Paint.named("red").orElseThrow());
        int cheek = 16 * side() + 12;
        int eye = 8 * side() + 9;

        assertThat(Paint.nearest(Rgb.at(face, cheek)).name()).isEqualTo("orange");
        assertThat(Paint.nearest(Rgb.at(red, cheek)).name()).isEqualTo("red");
        assertThat(Rgb.at(red, eye).distance(Rgb.at(face, eye))).isLessThan(0.05);
    }

    @Test
    void theWhiteOfAnEyeIsNotTakenForPaper() {
        float[] cover = Cover.of(expected.read("0.picture"), side());

        assertThat(cover[8 * side() + 9]).isEqualTo(1);
        assertThat(cover[0]).isZero();
    }
}
