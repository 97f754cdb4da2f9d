package io.github.congeal.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Films drawn anew by the bundled model, small and in few steps. */
class StylingTest {
    private static final int SIDE = 64;
    private static Model model;

    @BeforeAll
    static void load() {
        model = Model.bundled();
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void framesAreMadeOfTheirSourcesAndTheSameEachTime() {
        BufferedImage quarters = Scenes.quarters(90, 0xd02020, 0x20a020, 0x2020d0, 0xf0f0f0);
        Frame styled = Styling.of(generation(1)).style(quarters);

        assertThat(styled.image().getWidth()).isEqualTo(SIDE);
        assertThat(difference(styled.image(), Pixels.of(quarters, SIDE, SIDE).toImage()))
                .as("levels between it and its source")
                .isLessThan(25);
        assertThat(styled.generation().seed()).isEqualTo(5);
        BufferedImage again = Styling.of(generation(1)).style(quarters).image();
        assertThat(difference(again, styled.image())).isZero();
    }

    @Test
    void whatStandsStillIsCarriedOver() {
        List<BufferedImage> sources = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            // The same picture with another grain, as a camera sees it.
            BufferedImage source = Scenes.quarters(SIDE, 0xd02020, 0x20a020, 0x2020d0, 0xf0f0f0);
            BufferedImage grain = Scenes.noise(SIDE, SIDE, i);
            sources.add(Pixels.of(source, SIDE, SIDE)
                    .blend(Pixels.of(grain, SIDE, SIDE), 0.1)
                    .toImage());
        }
        double carried = flicker(Styling.of(generation(4)).carried(0.9), sources);
        double alone = flicker(Styling.of(generation(4)).carried(0), sources);

        assertThat(carried).isPositive().isLessThan(alone);
    }

    @Test
    void onlyWhatStandsStillIsCarriedOver() {
        Pixels before = Pixels.of(Scenes.plain(SIDE, SIDE, 0x808080), SIDE, SIDE);
        Pixels now = Pixels.of(Scenes.quarters(SIDE, 0x808080, 0xffffff, 0x808080, 0xffffff), SIDE, SIDE);
        Pixels last = Pixels.of(Scenes.plain(SIDE, SIDE, 0), SIDE, SIDE);

        BufferedImage begun =
                new StillParts(before, now, 24).blend(now, last, 1).toImage();

        assertThat(begun.getRGB(10, 30) & 0xffffff).as("where it stands still").isZero();
        assertThat(begun.getRGB(50, 30) & 0xffffff).as("where it moves").isEqualTo(0xffffff);
        assertThatThrownBy(() -> Styling.of(generation(1)).carried(1.5))
                .hasMessage("carried was 1.5, but must be from 0 to 1");
    }

    private static Generation generation(int steps) {
        return Generation.builder()
                .model(model)
                .prompt("a watercolour")
                .size(SIDE, SIDE)
                .cutouts(4)
                .iterations(steps)
                .seed(5)
                .threads(1)
                .build();
    }

    private static double flicker(Styling styling, List<BufferedImage> sources) {
        double sum = 0;
        BufferedImage before = styling.style(sources.get(0)).image();
        for (BufferedImage source : sources.subList(1, sources.size())) {
            BufferedImage now = styling.style(source).image();
            sum += difference(before, now);
            before = now;
        }
        return sum / (sources.size() - 1);
    }

    /** The mean difference in levels. */
    private static double difference(BufferedImage a, BufferedImage b) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((a.getRGB(x, y) >> shift & 0xff) - (b.getRGB(x, y) >> shift & 0xff));
                }
            }
        }
        return sum / (3.0 * SIDE * SIDE);
    }
}
