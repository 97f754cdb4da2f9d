package io.github.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.DivergedException;
import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.control.Loss;
import io.github.congeal.control.Start;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loss of a program's own, seen from its package. */
class OwnLossTest {
    @TempDir
    private Path folder;

    /** The mean squared distance of the left half from pure green. */
    private static double greenLeft(Loss.View view) {
        double sum = 0;
        int count = view.height() * (view.width() / 2) * 3;
        for (int i = 0; i < view.picture().limit(); i++) {
            if (i / 3 % view.width() < view.width() / 2) {
                double distance = view.picture().get(i) - (i % 3 == 1 ? 1 : 0);
                sum += distance * distance;
                view.gradient().put(i, (float) (20 * distance / count));
            }
        }
        return 10 * sum / count;
    }

    @Test
    void changesThePictureAsAsked() {
        List<Frame> frames = new ArrayList<>();
        green().prompt("a red apple").iterations(25).cutouts(2).build().forEach(frames::add);

        Frame last = frames.get(frames.size() - 1);
        assertThat(last.lossNames()).containsExactly("a red apple", "green left");
        assertThat(last.losses().get(1)).isLessThan(0.7 * frames.get(0).losses().get(1));
        assertThat(greenness(last.image(), 0)).isGreaterThan(greenness(last.image(), 32) + 40);
    }

    @Test
    void isEnoughByItselfAndIsAskedOnTheCallersThread() {
        List<Thread> threads = new ArrayList<>();
        Generation generation = Generation.builder()
                .size(64, 64)
                .iterations(2)
                .loss("green left", view -> {
                    threads.add(Thread.currentThread());
                    return greenLeft(view);
                })
                .build();
        assertThat(threads).as("nothing is asked before there is a picture").isEmpty();

        Frame last = generation.stream().reduce((earlier, later) -> later).orElseThrow();

        assertThat(last.lossNames()).containsExactly("green left");
        assertThat(threads).hasSize(3).containsOnly(Thread.currentThread());
    }

    @Test
    void whatItThrowsEndsTheRun() {
        Loss broken = view -> {
            if (view.step() == 1) {
                throw new IllegalStateException("no more paint");
            }
            return 0;
        };
        try (FrameIterator frames = Generation.builder()
                .size(64, 64)
                .iterations(5)
                .loss("broken", broken)
                .build()
                .frames()) {
            frames.next();
            assertThatThrownBy(frames::next).hasMessage("no more paint");
            assertThat(frames.hasNext()).isFalse();
        }
        Generation.Builder wrong = Generation.builder().size(64, 64).loss("wrong", view -> {
            view.gradient().put(7, Float.NaN);
            return 0;
        });
        assertThatThrownBy(() -> wrong.build().frames().next())
                .isInstanceOf(DivergedException.class)
                .hasMessage("the gradient of the loss \"wrong\" was NaN after step 0: the program computes it itself");
        assertThatThrownBy(() -> wrong.loss("wrong", broken)).hasMessageContaining("a name of its own");
    }

    @Test
    void aPictureIsMadeAgainWithItAndNotWithoutIt() throws IOException {
        Path file = folder.resolve("green.png");
        Frame last = green().iterations(3).build().stream()
                .reduce((earlier, later) -> later)
                .orElseThrow();
        last.save(file);

        assertThatThrownBy(() -> Generation.readFrom(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"green left\", a loss of the program that made it")
                .hasMessageContaining("cannot be made again without it");
        BufferedImage again = Generation.readFrom(file, Map.of("green left", OwnLossTest::greenLeft))
                .image();
        assertThat(again.getRGB(0, 0, 64, 64, null, 0, 64))
                .isEqualTo(last.image().getRGB(0, 0, 64, 64, null, 0, 64));
    }

    private static Generation.Builder green() {
        return Generation.builder()
                .size(64, 64)
                .start(Start.RANDOM)
                .stepSize(0.15)
                .seed(2)
                .loss("green left", OwnLossTest::greenLeft);
    }

    /** How much greener than the other colours some columns are. */
    private static double greenness(BufferedImage image, int from) {
        double sum = 0;
        for (int i = 0; i < 64 * 32; i++) {
            int rgb = image.getRGB(from + i % 32, i / 32);
            sum += (rgb >> 8 & 0xff) - ((rgb >> 16 & 0xff) + (rgb & 0xff)) / 2.0;
        }
        return sum / (64 * 32);
    }
}
