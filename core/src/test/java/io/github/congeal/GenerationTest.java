package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.Control;
import io.github.congeal.control.CutoutMethod;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Start;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API as a caller meets it, on the bundled model at its smallest. */
class GenerationTest {
    @TempDir
    Path folder;

    @Test
    void yieldsTheFramesThatWereAskedFor() {
        assertThat(iterations(small(72, 64).iterations(7).every(3))).containsExactly(0, 3, 6, 7);
        assertThat(iterations(small(72, 64).iterations(6).every(3))).containsExactly(0, 3, 6);
        assertThat(iterations(small(72, 64).iterations(2).every(50))).containsExactly(0, 2);
        assertThat(iterations(small(72, 64).iterations(0))).containsExactly(0);
    }

    @Test
    void aFrameTellsItsLossesAndShowsItsPicture() {
        Generation generation = small().prompt(Prompt.of("fog").weight(-0.5)).build();
        for (Frame frame : generation) {
            assertThat(frame.losses()).hasSize(2);
            assertThat(frame.losses().get(0)).isBetween(0.0, Math.PI * Math.PI / 2);
            assertThat(frame.losses().get(1)).isNegative();
            assertThat(frame.loss())
                    .isEqualTo(frame.losses().get(0) + frame.losses().get(1));
            assertThat(frame.image().getWidth()).isEqualTo(72);
            assertThat(frame.image().getHeight()).isEqualTo(64);
            assertThat(frame.elapsed()).isPositive();
            assertThat(frame.isLast()).isEqualTo(frame.iteration() == 1);
        }
    }

    @Test
    void ofAStripTheMiddleIsTheTarget() {
        assertThat(lossOf(strip(200_000))).isEqualTo(lossOf(strip(64)));
    }

    private static BufferedImage strip(int height) {
        BufferedImage strip = new BufferedImage(1, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            strip.setRGB(0, y, 0x3060a0);
        }
        return strip;
    }

    private static double lossOf(BufferedImage target) {
        return Generation.builder()
                .target(target, 1)
                .size(64, 64)
                .cutouts(2)
                .iterations(0)
                .seed(1)
                .build()
                .frames()
                .last()
                .loss();
    }

    @Test
    void theSizeIsRoundedDownToWholeBlocks() {
        Generation generation = small(79, 65).build();
        assertThat(generation.width()).isEqualTo(72);
        assertThat(generation.height()).isEqualTo(64);
    }

    @Test
    void aDrawnSeedIsReportedAndMakesThePictureAgain() {
        Generation drawn = Generation.builder()
                .prompt("a frog")
                .size(64, 64)
                .iterations(1)
                .cutouts(2)
                .build();
        Generation again = Generation.builder()
                .prompt("a frog")
                .size(64, 64)
                .iterations(1)
                .cutouts(2)
                .seed(drawn.seed())
                .build();
        assertThat(pixels(last(again))).isEqualTo(pixels(last(drawn)));
    }

    @Test
    void closingEndsTheRun() {
        FrameIterator frames = small().build().frames();
        frames.next();
        frames.close();
        frames.close();
        assertThat(frames.hasNext()).isFalse();
        assertThatThrownBy(frames::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void anInterruptEndsTheRunAndKeepsTheFlag() {
        FrameIterator frames = small().build().frames();
        frames.next();
        Thread.currentThread().interrupt();
        assertThatThrownBy(frames::next).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(frames.hasNext()).isFalse();
    }

    @Test
    void itsImageIsThatOfTheLastFrame() {
        Generation generation = small().build();
        BufferedImage image = generation.image();
        assertThat(image.getRGB(0, 0, 72, 64, null, 0, 72)).isEqualTo(pixels(last(generation)));
    }

    @Test
    void aListenerHearsEachFrameBeforeItIsHandedOut() {
        List<Frame> heard = new ArrayList<>();
        Generation generation = small(72, 64)
                .iterations(4)
                .every(3)
                .onFrame(heard::add)
                .onFrame(heard::add)
                .build();
        for (Frame frame : generation) {
            assertThat(heard.subList(heard.size() - 2, heard.size())).containsExactly(frame, frame);
        }
        assertThat(heard).extracting(Frame::iteration).containsExactly(0, 0, 3, 3, 4, 4);
    }

    @Test
    void whatAListenerThrowsEndsTheRun() {
        FrameIterator frames = small().onFrame(frame -> {
                    throw new IllegalStateException("enough");
                })
                .build()
                .frames();
        assertThatThrownBy(frames::next).hasMessage("enough");
        assertThat(frames.hasNext()).isFalse();
    }

    @Test
    void itsBuilderMakesTheNextOfItsKind() {
        List<Integer> heard = new ArrayList<>();
        Generation first = small().stepSize(0.07)
                .onFrame(frame -> heard.add(frame.iteration()))
                .build();

        Generation next = first.toBuilder().build();
        Generation other =
                first.toBuilder().prompt("a green frog").seed(7).iterations(0).build();

        assertThat(next.settings()).isEqualTo(first.settings().with(Control.SEED, first.seed() + 1));
        assertThat(next.model()).isSameAs(first.model());
        assertThat(other.prompts()).containsExactly(Prompt.of("a green frog"));
        assertThat(other.seed()).isEqualTo(7);
        assertThat(other.stepSize()).isEqualTo(Schedule.constant(0.07));
        assertThat(other.image()).isNotNull();
        assertThat(heard).containsExactly(0);
    }

    @Test
    void streamsItsFrames() {
        try (Stream<Frame> frames = small(72, 64).iterations(3).build().stream()) {
            assertThat(frames.mapToInt(Frame::iteration).limit(2)).containsExactly(0, 1);
        }
    }

    @Test
    void aSavedPictureCanBeMadeAgain() throws Exception {
        Path target = folder.resolve("target.png");
        ImageIO.write(disc(), "png", target.toFile());
        Generation generation = Generation.builder()
                .prompts(Prompt.parse("a réd | apple:1.5:0.2 | 蘋果:-0.3"))
                .prompt("this | that")
                .target(target, 0.7)
                .initialImage(target)
                .start(Start.RANDOM)
                .size(72, 64)
                .iterations(2)
                .every(2)
                .seed(-7)
                .stepSize(0.07)
                .cutouts(3)
                .cutoutMethod(CutoutMethod.PLAIN)
                .build();
        Path file = folder.resolve("made.png");
        Frame frame = last(generation);
        frame.save(file);

        Generation again = Generation.readFrom(file);

        assertThat(again.prompts()).isEqualTo(generation.prompts());
        assertThat(again.seed()).isEqualTo(-7);
        assertThat(again.stepSize()).isEqualTo(Schedule.constant(0.07));
        assertThat(pixels(last(again))).isEqualTo(pixels(frame));
        assertThat(pixels(ImageIO.read(file.toFile()))).isEqualTo(pixels(frame));
    }

    @Test
    void savesJpegsToo() throws Exception {
        Path file = folder.resolve("made.JPG");
        last(small(72, 64).iterations(0).build()).save(file);
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(72);
        assertThat(Files.list(folder)).containsExactly(file);
    }

    @Test
    void nonsenseIsRefusedInASentence() throws Exception {
        Generation.Builder builder = Generation.builder();
        assertRefused(builder::build, "at least one prompt, target image or loss");
        assertRefused(() -> builder.prompt(" "), "prompt");
        assertRefused(() -> builder.size(0, 64), "width was 0", "at least 1");
        assertRefused(() -> builder.size(64, -3), "height was -3");
        assertRefused(() -> builder.iterations(-1), "iterations was -1", "at least 0");
        assertRefused(() -> builder.every(0), "every was 0");
        assertRefused(() -> builder.cutouts(0), "cutouts was 0");
        assertRefused(() -> builder.stepSize(Double.NaN), "step-size was NaN");
        assertRefused(() -> builder.target(disc(), Double.NaN), "weight was NaN");
        assertRefused(() -> builder.target(folder.resolve("none.png")), "target", "none.png");
        Path text = Files.writeString(folder.resolve("text.png"), "not a picture");
        assertRefused(() -> builder.initialImage(text), "initial-image", "text.png");
        assertRefused(() -> small(7, 64).build(), "width was 7", "at least 8");
    }

    @Test
    void aPictureBeyondMemoryIsRefusedWithASizeThatFits() {
        assertRefused(() -> small(200_000, 100_000).build(), "200000x100000", "GB", "at most");
        assertRefused(() -> small(Integer.MAX_VALUE, Integer.MAX_VALUE).build(), "GB", "at most");
    }

    @Test
    void aLongPromptIsRefusedUnlessItMayBeTruncated() {
        String novel = "word ".repeat(100);
        assertThatThrownBy(() -> small().prompt(novel).build())
                .isInstanceOf(PromptTooLongException.class)
                .hasMessageContaining("102")
                .hasMessageContaining("truncate");
        assertThat(small().prompt(novel).truncate(true).build().prompts()).hasSize(2);
    }

    private static Generation.Builder small() {
        return small(72, 64).iterations(1);
    }

    private static Generation.Builder small(int width, int height) {
        return Generation.builder()
                .prompt("a red apple")
                .size(width, height)
                .cutouts(2)
                .seed(1);
    }

    private static List<Integer> iterations(Generation.Builder builder) {
        List<Integer> iterations = new ArrayList<>();
        try (FrameIterator frames = builder.build().frames()) {
            frames.forEachRemaining(frame -> iterations.add(frame.iteration()));
        }
        return iterations;
    }

    private static Frame last(Generation generation) {
        try (Stream<Frame> frames = generation.stream()) {
            return frames.reduce((before, after) -> after).orElseThrow();
        }
    }

    private static int[] pixels(Frame frame) {
        return pixels(frame.image());
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static BufferedImage disc() {
        BufferedImage image = new BufferedImage(50, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(5, 5, 30, 30);
        graphics.dispose();
        return image;
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... parts) {
        assertThatIllegalArgumentException()
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }
}
