package io.github.congeal.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoWriterTest {
    private static final BufferedImage BLACK = Scenes.plain(32, 32, 0);
    private static final BufferedImage WHITE = Scenes.plain(32, 32, 0xffffff);

    @TempDir
    private Path folder;

    @Test
    void whatWouldNeverEndIsRefused() {
        VideoWriter.Builder builder = VideoWriter.builder(folder.resolve("film.mp4"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.hold(Duration.ofSeconds(1_000_000_000)))
                .withMessageEndingWith("but must be from 0 to 1 hour");
        for (Duration absurd : List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(2), Duration.ZERO)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.duration(absurd))
                    .withMessageEndingWith("but must be from 1 ms to 24 hours");
        }
        builder.hold(Duration.ofHours(1)).duration(Duration.ofHours(24));
    }

    @Test
    void aWrongEndingIsRefusedWhereItIsSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VideoWriter.builder(Path.of("film.avi")))
                .withMessageContaining(".mp4, .gif");
    }

    @Test
    void theIndexStandsBeforeThePictures() throws IOException {
        Path film = folder.resolve("film.mp4");
        try (VideoWriter video = VideoWriter.to(film)) {
            video.add(BLACK);
        }

        String bytes = Files.readString(film, StandardCharsets.ISO_8859_1);

        assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    }

    @Test
    void playersAreToldTitleCommentAndColours() throws IOException, InterruptedException {
        Path film = folder.resolve("film.mp4");
        try (VideoWriter video = VideoWriter.builder(film)
                .title("a lighthouse, späť")
                .comment("seed 42")
                .open()) {
            video.add(BLACK);
        }

        String said = Tool.required("ffprobe")
                .run("-v", "warning", "-show_format", "-show_streams", film)
                .text();

        assertThat(said.lines())
                .contains(
                        "TAG:title=a lighthouse, späť",
                        "TAG:comment=seed 42",
                        "color_range=tv",
                        "color_space=smpte170m",
                        "color_transfer=iec61966-2-1",
                        "color_primaries=bt709",
                        "chroma_location=center",
                        "has_b_frames=0");
    }

    @ParameterizedTest
    @CsvSource({"5, 1, 10", "60, 3, 20", "100, 1, 30", "15, 1, 15"})
    void theRateFollowsFromTheLengthWithinBounds(int frames, int seconds, double rate)
            throws IOException, InterruptedException {
        Path film = folder.resolve("film.mp4");
        try (VideoWriter video =
                VideoWriter.builder(film).duration(Duration.ofSeconds(seconds)).open()) {
            for (int i = 0; i < frames; i++) {
                video.add(BLACK);
            }
        }

        assertThat(shownSeconds(film)).isCloseTo(frames / rate, org.assertj.core.data.Offset.offset(0.01));
    }

    @ParameterizedTest
    @CsvSource({
        "film.mp4, 0 64 128 192 192 192 192 128 64 0, 0/7 1/7 2/7 3/7 4/7 5/7 6/7 7/7",
        "film.gif, 0 64 128 192 192 128 64 0, 0/7 3/7 4/7 5/7 6/7 7/7"
    })
    void forthHoldAndBack(String name, String greys, String steps) throws IOException, InterruptedException {
        Path film = folder.resolve(name);
        List<String> progress = new ArrayList<>();
        try (VideoWriter video = VideoWriter.builder(film)
                .framesPerSecond(10)
                .forthAndBack(true)
                .hold(Duration.ofMillis(300))
                .onFinishing((done, total) -> progress.add(done + "/" + total))
                .open()) {
            for (int grey = 0; grey < 4; grey++) {
                video.add(Scenes.plain(32, 32, grey * 0x404040));
            }
        }

        Decoded decoded = Decoded.of(film);

        int[] expected =
                Arrays.stream(greys.split(" ")).mapToInt(Integer::parseInt).toArray();
        assertThat(decoded.frames()).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(decoded.pixel(i, 9, 9)[1]).isBetween(expected[i] - 3, expected[i] + 3);
        }
        assertThat(shownSeconds(film)).isCloseTo(1.0, org.assertj.core.data.Offset.offset(0.01));
        assertThat(progress).containsExactly(steps.split(" "));
        assertOnlyThere(name);
    }

    @ParameterizedTest
    @CsvSource({"film.mp4, 120, 400", "film.gif, 50, 10"})
    void aHoldOfAnHourTakesFewPictures(String name, double rate, int most) throws IOException, InterruptedException {
        Path film = folder.resolve(name);
        try (VideoWriter video = VideoWriter.builder(film)
                .framesPerSecond(rate)
                .hold(Duration.ofHours(1))
                .open()) {
            video.add(BLACK);
            video.add(WHITE);
        }

        Decoded decoded = Decoded.of(film);

        assertThat(decoded.frames()).hasSizeLessThan(most);
        assertThat(decoded.pixel(decoded.frames().size() - 1, 9, 9)[1]).isGreaterThan(250);
        assertThat(shownSeconds(film)).isCloseTo(3600 + 2 / rate, org.assertj.core.data.Offset.offset(0.01));
    }

    @Test
    void crossFadesLieEvenlyBetweenFrames() throws IOException, InterruptedException {
        Path film = folder.resolve("film.mp4");
        try (VideoWriter video = VideoWriter.builder(film).crossFade(3).open()) {
            video.add(BLACK);
            video.add(WHITE);
            video.add(BLACK);
        }

        Decoded decoded = Decoded.of(film);

        int[] greys = {0, 64, 128, 191, 255, 191, 128, 64, 0};
        assertThat(decoded.frames()).hasSize(greys.length);
        for (int i = 0; i < greys.length; i++) {
            assertThat(decoded.pixel(i, 9, 9)[0]).isBetween(greys[i] - 3, greys[i] + 3);
        }
    }

    @Test
    void framesAreScaledToTheSizeAskedFor() throws IOException, InterruptedException {
        Path film = folder.resolve("film.mp4");
        try (VideoWriter video = VideoWriter.builder(film).size(96, 40).open()) {
            video.add(WHITE);
            video.add(BLACK);
        }

        Decoded decoded = Decoded.of(film);

        assertThat(decoded.width()).isEqualTo(96);
        assertThat(decoded.height()).isEqualTo(40);
        assertThat(decoded.pixel(0, 95, 39)[0]).isGreaterThan(250);
    }

    @Test
    void framesAreNotKept() throws IOException, InterruptedException {
        List<WeakReference<BufferedImage>> frames = new ArrayList<>();
        try (VideoWriter video = VideoWriter.builder(folder.resolve("film.mp4"))
                .forthAndBack(true)
                .crossFade(1)
                .open()) {
            for (int i = 0; i < 5; i++) {
                BufferedImage frame = Scenes.waves(32, 32, i);
                frames.add(new WeakReference<>(frame));
                video.add(frame);
            }
            for (int i = 0; i < 50 && frames.stream().anyMatch(frame -> frame.get() != null); i++) {
                System.gc();
                Thread.sleep(20);
            }

            assertThat(frames).allMatch(frame -> frame.get() == null);
        }
    }

    @Test
    void anExceptionInTheLoopFinishesTheFilmOfWhatThereIs() throws IOException, InterruptedException {
        Path film = folder.resolve("film.mp4");
        assertThatIllegalStateException().isThrownBy(() -> {
            try (VideoWriter video = VideoWriter.to(film)) {
                video.add(BLACK);
                video.add(WHITE);
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the run broke");
            }
        });
        assertThat(Thread.interrupted()).isTrue();

        assertThat(Decoded.of(film).frames()).hasSize(2);
        assertOnlyThere("film.mp4");
    }

    @Test
    void aFrameOfAnotherSizeIsRefusedAndTheFilmStaysSound() throws IOException, InterruptedException {
        Path film = folder.resolve("film.mp4");
        try (VideoWriter video = VideoWriter.to(film)) {
            video.add(BLACK);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> video.add(Scenes.plain(48, 32, 0)))
                    .withMessage("the frame is 48x32, but the film in %s is made of frames of 32x32", film);
            video.add(WHITE);
        }

        assertThat(Decoded.of(film).frames()).hasSize(2);
    }

    @Test
    void nothingIsWrittenAfterClosing() throws IOException {
        VideoWriter video = VideoWriter.to(folder.resolve("film.mp4"));
        video.add(BLACK);
        video.close();
        video.close();

        assertThatIllegalStateException().isThrownBy(() -> video.add(BLACK)).withMessageContaining("is closed");
    }

    @Test
    void aFilmOfNothingIsNone() throws IOException {
        Path old = Files.writeString(folder.resolve("film.mp4"), "an older film");

        assertComplains(() -> VideoWriter.to(old).close(), "film.mp4 was not written: no frame was added to it");

        assertThat(old).hasContent("an older film");
        assertOnlyThere("film.mp4");
    }

    @Test
    void aFolderThatIsNotThereIsNamedAtOnce() {
        assertComplains(
                () -> VideoWriter.to(folder.resolve("nowhere/film.mp4")), "cannot be written: there is no folder");
    }

    @Test
    void aFolderInPlaceOfTheFileIsNamedAtOnce() throws IOException {
        Path film = Files.createDirectory(folder.resolve("film.mp4"));

        assertComplains(() -> VideoWriter.to(film), "cannot be written: it is a folder");
    }

    @Test
    void aReadOnlyFolderIsNamedAtOnce() throws IOException {
        Path readOnly = Files.createDirectory(folder.resolve("read-only"));
        Assumptions.assumeTrue(readOnly.toFile().setWritable(false));
        Assumptions.assumeFalse(Files.isWritable(readOnly), "whoever runs this may write everywhere");

        assertComplains(() -> VideoWriter.to(readOnly.resolve("film.mp4")), "film.mp4 cannot be written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"film.avi", "film", "mp4"})
    void anUnknownEndingIsRefusedAtOnce(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VideoWriter.to(folder.resolve(name)))
                .withMessageStartingWith("the name of a film must end in one of .mp4, .gif, but was ");
        assertThat(folder).isEmptyDirectory();
    }

    /** Its duration would not fit into the 32 bits that it has in the file. */
    @Test
    void anMp4OfMoreThanThirteenHoursIsRefused() throws IOException {
        VideoWriter video = VideoWriter.builder(folder.resolve("film.mp4"))
                .framesPerSecond(0.01)
                .open();
        BufferedImage frame = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 480; i++) {
            video.add(frame);
        }
        assertThatThrownBy(video::close).isInstanceOf(IOException.class).hasMessageContaining("longer than 13 hours");
    }

    @Test
    void settingsOutOfBoundsAreRefused() {
        VideoWriter.Builder builder = VideoWriter.builder(folder.resolve("film.mp4"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.framesPerSecond(0))
                .withMessageContaining("0.0");
        for (double rate : new double[] {1e-9, 0.001, 120.5, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.framesPerSecond(rate))
                    .withMessage("framesPerSecond was %s, but must be from 0.01 to 120", rate);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.quality(52))
                .withMessageContaining("52");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.keyFrameInterval(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.size(0, 9));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.crossFade(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.duration(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.hold(Duration.ofMillis(-1)));
    }

    @Test
    void decodersHaveNothingToSayOfAGif() throws IOException, InterruptedException {
        Path film = folder.resolve("film.gif");
        BufferedImage[] frames = {Scenes.waves(64, 48, 1), Scenes.waves(64, 48, 2), Scenes.plain(64, 48, 0xff0000)};
        try (VideoWriter video = VideoWriter.builder(film).framesPerSecond(8).open()) {
            for (BufferedImage frame : frames) {
                video.add(frame);
            }
        }

        assertThat(Tool.required("ffmpeg")
                        .run("-v", "warning", "-i", film, "-f", "null", "-")
                        .err())
                .isEmpty();
        Decoded decoded = Decoded.of(film);
        assertThat(decoded.frames()).hasSize(3);
        for (int i = 0; i < frames.length; i++) {
            assertThat(decoded.psnr(i, frames[i])).isGreaterThan(28);
        }
        assertThat(shownSeconds(film)).isCloseTo(3 / 8.0, org.assertj.core.data.Offset.offset(0.011));
    }

    private double shownSeconds(Path film) throws IOException, InterruptedException {
        String text = Tool.required("ffprobe")
                .run("-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", film)
                .text();
        return Double.parseDouble(text.strip());
    }

    private void assertOnlyThere(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve(name));
        }
    }

    private static void assertComplains(ThrowingCallable call, String sentence) {
        assertThatExceptionOfType(IOException.class).isThrownBy(call).withMessageContaining(sentence);
    }
}
