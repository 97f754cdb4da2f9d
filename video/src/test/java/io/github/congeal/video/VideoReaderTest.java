package io.github.congeal.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.PictureFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Films of ffmpeg, read. */
class VideoReaderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-preset medium",
                "-bf 3 -b_strategy 0 -refs 4",
                "-profile:v baseline",
                "-g 5 -coder vlc",
                "-x264-params slices=4"
            })
    void framesAreThoseThatFfmpegDecodes(String options) throws IOException, InterruptedException {
        Path film = film(options);
        Decoded expected = Decoded.of(film);

        try (VideoReader video = VideoReader.open(film)) {
            assertThat(video.count()).isEqualTo(20).isEqualTo(expected.frames().size());
            assertThat(video.framesPerSecond()).isEqualTo(10);
            for (int i = 0; video.hasNext(); i++) {
                assertThat(expected.psnr(i, video.next())).as("frame %d", i).isGreaterThan(32);
            }
        }
    }

    @Test
    void soundGoesAlong() throws IOException, InterruptedException {
        Path source = film("-preset medium");
        assertThat(VideoReader.hasSound(source)).isTrue();
        Path silent = folder.resolve("silent.mp4");
        Path loud = folder.resolve("loud.mp4");
        try (VideoWriter without =
                        VideoWriter.builder(silent).framesPerSecond(10).open();
                VideoWriter with = VideoWriter.builder(loud)
                        .framesPerSecond(10)
                        .soundOf(source)
                        .open()) {
            for (int i = 0; i < 15; i++) {
                without.add(Scenes.waves(64, 48, i));
                with.add(Scenes.waves(64, 48, i));
            }
        }
        assertThat(VideoReader.hasSound(silent)).isFalse();
        assertThat(streams(loud)).containsExactly("h264,15", "aac," + aacFrames(1.5));
        Tool.Output played = Tool.required("ffmpeg").run("-v", "warning", "-xerror", "-i", loud, "-f", "null", "-");
        assertThat(played.err()).isEmpty();
    }

    @Test
    void picturesOfAFolderComeInTheOrderOfTheirNames() throws IOException {
        int[] colours = {0xff0000, 0x00ff00, 0x0000ff};
        for (int i = 2; i >= 0; i--) {
            ImageIO.write(
                    Scenes.plain(8, 8, colours[i]),
                    "png",
                    folder.resolve("frame-000" + i + ".png").toFile());
        }
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        assertThat(coloursOfFolder()).containsExactly(0xff0000, 0x00ff00, 0x0000ff);
    }

    @Test
    void numbersInTheNamesOfPicturesCountByTheirValues() throws IOException {
        List<String> names = List.of(
                "frame-0000.png",
                "frame-0999.png",
                "frame-1000.png",
                "frame-1001.png",
                "frame-9999.png",
                "frame-10000.png",
                "frame-10001.png",
                "frame-12345678901234567890123.png",
                "frame-a.png",
                "take 2, 9.png",
                "take 2, 10.png",
                "take 10, 1.png");
        for (int i = 0; i < names.size(); i++) {
            PictureFile.write(Scenes.plain(8, 8, i), folder.resolve(names.get(i)));
        }
        assertThat(coloursOfFolder()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    private List<Integer> coloursOfFolder() throws IOException {
        List<Integer> read = new ArrayList<>();
        try (VideoReader pictures = VideoReader.open(folder)) {
            while (pictures.hasNext()) {
                read.add(pictures.next().getRGB(3, 3) & 0xffffff);
            }
        }
        return read;
    }

    @Test
    void whatCannotBeReadIsASentence() throws IOException, InterruptedException {
        assertThatThrownBy(() -> VideoReader.open(folder.resolve("none.mp4"))).hasMessageContaining("there is no ");
        assertThatThrownBy(() -> VideoReader.open(folder)).hasMessageContaining("has no frames");
        Path text = Files.writeString(folder.resolve("text.mp4"), "this is no film at all");
        assertThatThrownBy(() -> VideoReader.open(text)).hasMessageEndingWith("it is no MP4 file");
        byte[] whole = Files.readAllBytes(film("-preset medium"));
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> VideoReader.open(cut)).hasMessageContaining("cut short");
        Path other = folder.resolve("mpeg4.mp4");
        Tool.required("ffmpeg").run("-v", "error", "-f", "lavfi", "-i", "testsrc2=duration=1", "-c:v", "mpeg4", other);
        assertThatThrownBy(() -> VideoReader.open(other)).hasMessageContaining("only H.264");
    }

    @Test
    @Timeout(120)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such pipes")
    void aPipeIsRefusedWithoutWaiting() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe.mp4");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        String sentence = pipe + " is a pipe or a device, not a file";
        assertThatThrownBy(() -> VideoReader.open(pipe)).hasMessage(sentence);
        VideoWriter.Builder builder = VideoWriter.builder(folder.resolve("new.mp4"));
        assertThatThrownBy(() -> builder.soundOf(pipe)).hasMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-preset medium", "-coder vlc"})
    void damagedFilmsEndInASentenceAndNothingElse(String options) throws IOException, InterruptedException {
        byte[] whole = Files.readAllBytes(film(options));
        Random random = new Random(19);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = whole.clone();
            // Most of the index is at the end.
            int from = i % 2 == 0 ? Math.max(whole.length - 4000, 0) : 0;
            for (int j = 0; j < 1 + i % 5; j++) {
                damaged[from + random.nextInt(whole.length - from)] =
                        (byte) (random.nextBoolean() ? -1 : random.nextInt());
            }
            Path file = Files.write(folder.resolve("damaged.mp4"), damaged);
            try (VideoReader video = VideoReader.open(file)) {
                while (video.hasNext()) {
                    BufferedImage frame = video.next();
                    assertThat(frame.getWidth()).isPositive();
                }
                VideoReader.hasSound(file);
            } catch (IOException sentence) {
                assertThat(sentence)
                        .hasMessageContaining("damaged.mp4 cannot be read as a film: ")
                        .hasMessageNotContainingAny("Exception", "Index", "null")
                        .hasMessageMatching("[ -~]+");
            }
        }
    }

    /** JCodec reads zeros behind a slice's end, and there are lists in its head that only a one can end. */
    @Test
    @Timeout(120)
    void aSliceOfWhichLittleIsLeftIsRefused() throws IOException {
        Path sound = folder.resolve("sound.mp4");
        try (VideoWriter film = VideoWriter.to(sound)) {
            for (int i = 0; i < 3; i++) {
                film.add(Scenes.waves(32, 32, i));
            }
        }
        byte[] whole = Files.readAllBytes(sound);
        Mp4Track track;
        try (FileChannel file = FileChannel.open(sound)) {
            track = Mp4Tracks.of(file).get(0);
        }
        int refused = 0;
        for (int frame = 0; frame < 3; frame++) {
            int end = (int) track.offsets()[frame] + track.sizes()[frame];
            for (int bit = 0; bit < 100; bit++) {
                byte[] damaged = whole.clone();
                int at = (int) track.offsets()[frame] + 5 + bit / 8;
                damaged[at] ^= (byte) (0x80 >> bit % 8);
                Arrays.fill(damaged, at + 1, end, (byte) 0);
                Path file = Files.write(folder.resolve("damaged.mp4"), damaged);
                try (VideoReader video = VideoReader.open(file)) {
                    while (video.hasNext()) {
                        assertThat(video.next().getWidth()).isEqualTo(32);
                    }
                } catch (IOException sentence) {
                    refused++;
                }
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void readingLeavesNoThreadsBehind() throws IOException, InterruptedException {
        Path slices = film("-x264-params slices=4");
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (VideoReader video = VideoReader.open(slices)) {
            while (video.hasNext()) {
                video.next();
            }
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("pool-"));
    }

    @Test
    void anInterruptedOrClosedReaderSaysSo() throws IOException, InterruptedException {
        Path film = film("-preset medium");
        try (VideoReader video = VideoReader.open(film)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(video::next).hasMessageEndingWith("as a film: the thread was interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThatThrownBy(video::next).hasMessageEndingWith("as a film: the file was closed");
        }
    }

    /** Two seconds of ten frames each, with a tone. */
    private Path film(String options) throws IOException, InterruptedException {
        Path film = folder.resolve("source.mp4");
        List<Object> command = new ArrayList<>(List.of("-v", "error", "-y", "-f", "lavfi", "-i"));
        command.addAll(List.of("testsrc2=size=150x100:rate=10:duration=2", "-f", "lavfi", "-i", "sine=duration=2"));
        command.addAll(List.of("-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac"));
        command.addAll(List.of((Object[]) options.split(" ")));
        command.add(film);
        Tool.Output output = Tool.required("ffmpeg").run(command.toArray());
        assertThat(output.err()).isEmpty();
        return film;
    }

    private static List<String> streams(Path film) throws IOException, InterruptedException {
        return Tool.required("ffprobe")
                .run("-v", "error", "-show_entries", "stream=codec_name,nb_frames", "-of", "csv=p=0", film)
                .text()
                .lines()
                .toList();
    }

    /** Each has 1024 samples, and the first one is a lead-in. */
    private static int aacFrames(double seconds) {
        return (int) Math.ceil((seconds * 44_100 + 1024) / 1024);
    }
}
