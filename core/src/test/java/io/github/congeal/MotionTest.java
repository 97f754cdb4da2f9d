package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Control;
import io.github.congeal.control.Motion;
import io.github.congeal.control.Schedule;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Films through which a camera moves. */
class MotionTest {
    @Test
    void aFrameIsAFilmFrame() {
        try (Model model = Model.bundled()) {
            List<Frame> frames = small(model).motion(Motion.zoom(1.1).every(3)).iterations(12).build().stream()
                    .toList();
            assertThat(frames).extracting(Frame::iteration).containsExactly(0, 3, 6, 9, 12);
        }
    }

    @Test
    void neighboursAreAtMostHalfAsDifferentAsIndependentPictures() {
        try (Model model = Model.bundled()) {
            List<Frame> film =
                    small(model).motion(Motion.zoom(1.02).turn(1).every(2)).iterations(24).seed(1).build().stream()
                            .toList();
            List<Frame> independent = new ArrayList<>();
            for (int seed = 2; seed < 5; seed++) {
                independent.add(small(model).iterations(24).seed(seed).build().stream()
                        .reduce((before, after) -> after)
                        .orElseThrow());
            }
            assertThat(meanDifference(film)).isPositive().isLessThan(meanDifference(independent) / 2);
        }
    }

    @Test
    void promptsChangeAtTheirFrameWhateverTheCameraDoes(@TempDir Path folder) throws IOException {
        try (Model model = TinyModel.in(folder)) {
            Motion motion = Motion.zoom(1.1).every(2);
            List<Frame> first =
                    tiny(model).motion(motion).story("a leaf").build().stream().toList();
            List<Frame> both = tiny(model).motion(motion).story("a leaf", "snow").build().stream()
                    .toList();
            // Twelve steps are six film frames: three of each chapter.
            for (int i = 0; i <= 6; i++) {
                assertThat(pixels(both.get(i)).equals(pixels(first.get(i))))
                        .as("frame %d shows the first chapter alone", i)
                        .isEqualTo(i <= 3);
            }
        }
    }

    @Test
    void theCameraMovesWhenItsScheduleSaysSo(@TempDir Path folder) throws IOException {
        try (Model model = TinyModel.in(folder)) {
            Schedule later = Schedule.parse("steps(0: 0 | 50%: 20)");
            Motion still = Motion.STILL.every(2);
            List<Frame> standing =
                    tiny(model).motion(still).prompt("a leaf").build().stream().toList();
            List<Frame> turning = tiny(model).motion(still.turn(later)).prompt("a leaf").build().stream()
                    .toList();
            for (int i = 0; i <= 6; i++) {
                assertThat(pixels(turning.get(i)).equals(pixels(standing.get(i))))
                        .as("frame %d", i)
                        .isEqualTo(i <= 3);
            }
        }
    }

    @Test
    void framesFollowFromSeedAndSettingsAlone(@TempDir Path folder) throws IOException {
        try (Model model = TinyModel.in(folder)) {
            Motion motion = Motion.zoom(1.05)
                    .pan(2, -1)
                    .turn(3)
                    .tilt(4, 2)
                    .every(2)
                    .border(Motion.Border.REFLECT)
                    .smoothing(0.5);
            Generation first = tiny(model)
                    .motion(motion)
                    .story("a leaf", "snow")
                    .threads(1)
                    .build();
            List<List<Integer>> film = first.stream().map(MotionTest::pixels).toList();
            Generation again =
                    Generation.builder().model(model).settings(first.settings()).build();
            assertThat(again.stream().map(MotionTest::pixels).toList())
                    .hasSize(7)
                    .isEqualTo(film);
            assertThat(first.withSeed(4).stream().map(MotionTest::pixels).toList())
                    .doesNotContainAnyElementsOf(film);
        }
    }

    @Test
    void anAverageOfStepsIsRefused() {
        try (Model model = Model.bundled()) {
            Generation.Builder builder = small(model).motion(Motion.zoom(1.1)).ema(0.9);
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("give motion a smoothing");
        }
    }

    @Test
    void theWrittenFormIsReadBack() {
        Motion motion = Motion.zoom(Schedule.parse("0: 1 | 50%: 1.02"))
                .pan(3, -1)
                .tilt(2, 1)
                .turn(2)
                .every(10)
                .border(Motion.Border.WRAP)
                .smoothing(0.5);
        assertThat(Control.MOTION.read(motion.toString())).isEqualTo(motion);
        assertThatThrownBy(() -> Control.MOTION.read("motion(pitch=60)"))
                .hasMessageContaining("pitch was 60, but must be a number from -45 to 45");
    }

    private static Generation.Builder small(Model model) {
        return Generation.builder()
                .model(model)
                .prompt("a red apple")
                .size(64, 64)
                .cutouts(4)
                .threads(1);
    }

    private static Generation.Builder tiny(Model model) {
        return Generation.builder()
                .model(model)
                .size(48, 32)
                .cutouts(4)
                .stepSize(2)
                .iterations(12)
                .seed(3);
    }

    private static double meanDifference(List<Frame> frames) {
        double sum = 0;
        for (int i = 1; i < frames.size(); i++) {
            List<Integer> before = pixels(frames.get(i - 1));
            List<Integer> after = pixels(frames.get(i));
            for (int j = 0; j < before.size(); j++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((before.get(j) >> shift & 0xff) - (after.get(j) >> shift & 0xff));
                }
            }
        }
        return sum / (frames.size() - 1);
    }

    private static List<Integer> pixels(Frame frame) {
        BufferedImage image = frame.image();
        int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(rgb).boxed().toList();
    }
}
