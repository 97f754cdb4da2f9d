package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.PictureFile;
import io.github.congeal.ResumeOptions;
import io.github.congeal.SavedRun;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are saved, by the way or by Ctrl-C, and go on. */
class ResumeOptionTest {
    private static final Object[] SMALL = {"--size", "64x64", "--cutouts", 2, "--threads", 1, "--seed", 7};

    @TempDir
    private Path folder;

    @Test
    void aSavedRunGoesOnToTheSamePixelsAndLosses() throws IOException {
        Path out = folder.resolve("apple.png");
        Path losses = folder.resolve("losses.csv");
        CommandLineRun whole = generate(out, "a red apple", "--iterations", 5, "--save-every", 2, "--losses", losses);
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        // After the last step there is nothing to go on with.
        Path state = folder.resolve("apple.safetensors");
        assertThat(SavedRun.read(state).iteration()).isEqualTo(4);

        Path again = folder.resolve("again.png");
        Path more = folder.resolve("more.csv");
        CommandLineRun rest = CommandLineRun.of("generate", "--resume", state, "--out", again, "--losses", more);

        assertThat(rest.exitCode()).as(rest.err()).isZero();
        assertThat(pixels(PictureFile.read(again))).isEqualTo(pixels(PictureFile.read(out)));
        assertThat(more).hasSameTextualContentAs(losses);
        assertThat(Generation.readFrom(again).settings())
                .isEqualTo(Generation.readFrom(out).settings());
    }

    @Test
    void theFramesOfAResumedRunCompleteThoseBefore() throws IOException {
        Path frames = folder.resolve("frames");
        Path out = folder.resolve("apple.png");
        generate(out, "a red apple", "--iterations", 5, "--save-every", 2, "--frames", frames);
        byte[] first = Files.readAllBytes(frames.resolve("frame-0000.png"));
        Files.delete(frames.resolve("frame-0004.png"));
        Files.delete(frames.resolve("frame-0005.png"));

        CommandLineRun rest = CommandLineRun.of(
                "generate", "--resume", folder.resolve("apple.safetensors"), "--out", out, "--frames", frames);

        assertThat(rest.exitCode()).as(rest.err()).isZero();
        assertThat(frames.toFile().list()).hasSize(6);
        assertThat(frames.resolve("frame-0000.png")).hasBinaryContent(first);
        assertThat(pixels(PictureFile.read(frames.resolve("frame-0005.png")))).isEqualTo(pixels(PictureFile.read(out)));
    }

    @Test
    void framesOfAnotherRunAreKept() throws IOException {
        Path frames = folder.resolve("frames");
        Path out = folder.resolve("apple.png");
        generate(out, "a blue car", "--iterations", 2, "--frames", frames);
        byte[] first = Files.readAllBytes(frames.resolve("frame-0000.png"));

        CommandLineRun other = generate(out, "a red apple", "--iterations", 1, "--frames", frames);

        assertThat(other.err()).contains(frames + " holds frames of another run");
        assertThat(other.exitCode()).isNotZero();
        assertThat(frames.resolve("frame-0000.png")).hasBinaryContent(first);
        assertThat(generate(out, "a blue car", "--iterations", 2, "--frames", frames)
                        .exitCode())
                .isZero();
    }

    @Test
    @Timeout(300)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
    void controlCSavesTheRun() throws IOException, InterruptedException {
        Path state = folder.resolve("state.safetensors");
        Path table = folder.resolve("losses.csv");
        Path err = folder.resolve("err.txt");
        Process process = child(err, "--iterations=1000000", "--state=" + state, "--losses=" + table);
        try {
            while (!Files.exists(table) || Files.readAllLines(table).size() < 4) {
                assertThat(process.isAlive()).as("it is still running").isTrue();
                Thread.sleep(50);
            }
            assertThat(state).doesNotExist();

            // Ctrl-C sends SIGINT, which a shell has those in its background ignore; SIGTERM ends it on the same path.
            process.destroy();

            assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(err)).contains("The run is saved: go on with --resume " + state);
        SavedRun saved = SavedRun.read(state);
        assertThat(saved.iteration()).isPositive();
        try (Model model = Model.bundled();
                FrameIterator uninterrupted = Generation.builder()
                        .model(model)
                        .prompt("a red apple")
                        .size(64, 64)
                        .cutouts(2)
                        .threads(1)
                        .seed(7)
                        .iterations(1_000_000)
                        .build()
                        .frames();
                FrameIterator rest =
                        saved.resume(ResumeOptions.defaults().model(model)).frames()) {
            Frame resumed = rest.next();
            assertThat(resumed.iteration()).isEqualTo(saved.iteration());
            Frame next = rest.next();
            Frame expected = uninterrupted.next();
            while (expected.iteration() < next.iteration()) {
                expected = uninterrupted.next();
            }
            assertThat(pixels(next.image())).isEqualTo(pixels(expected.image()));
            assertThat(next.loss()).isEqualTo(expected.loss());
        }
    }

    private Process child(Path err, String... more) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Congeal.class.getName()));
        command.addAll(List.of(
                "generate", "a red apple", "--out", folder.resolve("apple.png").toString()));
        for (Object each : SMALL) {
            command.add(each.toString());
        }
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectError(err.toFile()).start();
    }

    @Test
    void whatDoesNotGoTogetherIsSaid() throws IOException {
        Path out = folder.resolve("apple.png");
        Path state = folder.resolve("apple.safetensors");
        assertThat(generate(out, "x", "--save-every", 0).err()).contains("--save-every was 0, but must be at least 1");
        assertThat(generate(out, "x", "--resume-anyway").err()).contains("--resume-anyway was given, but no --resume");
        assertThat(CommandLineRun.of("generate", "--resume", state, "--out", out)
                        .err())
                .contains("apple.safetensors");
        Files.writeString(state, "no state");
        assertThat(CommandLineRun.of("generate", "--resume", state, "--out", out)
                        .err())
                .contains("apple.safetensors")
                .doesNotContain("\tat ");
        generate(out, "x", "--iterations", 2, "--save-every", 1);
        assertThat(CommandLineRun.of("generate", "y", "--resume", state, "--out", out)
                        .err())
                .contains("--resume takes all settings from its file");
    }

    private static CommandLineRun generate(Path out, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("generate"));
        all.addAll(List.of(arguments));
        all.addAll(List.of(SMALL));
        all.addAll(List.of("--out", out, "--quiet"));
        return CommandLineRun.of(all.toArray());
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
