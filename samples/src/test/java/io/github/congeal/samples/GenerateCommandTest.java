package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.Generation;
import io.github.congeal.PictureFile;
import io.github.congeal.SettingsFile;
import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Story;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short runs of the bundled model. */
class GenerateCommandTest {
    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void nameFile() {
        out = folder.resolve("apple.png");
    }

    @Test
    void aPictureIsMadeAndItsSettingsGoWithIt() throws IOException {
        CommandLineRun run = generate("a red apple:1.5 | fog:-0.3", "--iterations", 4, "--seed", 7);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("%s (seed 7)%n".formatted(out));
        assertThat(PictureFile.read(out).getWidth()).isEqualTo(64);
        Generation generation = Generation.readFrom(out);
        assertThat(generation.seed()).isEqualTo(7);
        assertThat(generation.iterations()).isEqualTo(4);
        assertThat(generation.prompts()).extracting(Prompt::toString).containsExactly("a red apple:1.5", "fog:-0.3");
    }

    @Test
    void doubleBarsMakeAStory() throws IOException {
        CommandLineRun run = generate("a red apple || the sea", "--avoid", "fog", "--iterations", 2);

        assertThat(run.exitCode()).as(run.err()).isZero();
        Generation generation = Generation.readFrom(out);
        assertThat(generation.settings().get(Control.STORY)).isEqualTo(Story.of("a red apple", "the sea"));
        assertThat(generation.prompts()).containsExactly(Prompt.avoiding("fog"));
    }

    @Test
    void otherCommandsTakeStoriesToo() {
        for (String command : List.of("contact-sheet", "sheet", "compare --with cutouts=1")) {
            List<Object> arguments = new ArrayList<>(List.of(command.split(" ")));
            arguments.addAll(List.of("a red apple || the sea", "--size", "64x64", "--iterations", 1, "--out", out));

            CommandLineRun run = CommandLineRun.of(arguments.toArray());

            assertThat(run.exitCode()).as(run.err()).isZero();
        }
    }

    @Test
    void progressIsToldInLinesWhereThereIsNoTerminal() {
        CommandLineRun run = generate("a red apple", "--iterations", 5, "--every", 2);

        assertThat(run.err().lines())
                .hasSize(4)
                .allMatch(line -> line.matches("step [0245] of 5, loss \\d\\.\\d{4}(, [\\d.]+ steps/s, \\d+ s left)?"));
    }

    @Test
    void quietMeansQuiet() {
        CommandLineRun run = generate("a red apple", "--iterations", 1, "--quiet");

        assertThat(run.err()).isEmpty();
    }

    @Test
    void theLossOfEveryIterationGoesIntoATable() throws IOException {
        Path table = folder.resolve("losses.csv");

        generate("a red apple", "--iterations", 3, "--every", 2, "--losses", table);

        List<String> lines = Files.readAllLines(table);
        assertThat(lines).hasSize(5).first().isEqualTo("iteration,loss");
        for (int i = 0; i <= 3; i++) {
            String[] cells = lines.get(i + 1).split(",");
            assertThat(cells[0]).isEqualTo(Integer.toString(i));
            assertThat(Double.parseDouble(cells[1])).isPositive();
        }
    }

    @Test
    void everyFrameGoesIntoTheFilmAndTheFolder() throws IOException {
        Path film = folder.resolve("apple.mp4");
        Path frames = folder.resolve("frames");

        CommandLineRun run = generate(
                "a red apple", "--iterations", 3, "--every", 2, "--seed", 7, "--video", film, "--frames", frames);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("%s (seed 7)%n%s%n".formatted(out, film));
        assertThat(run.err()).endsWith("finishing the film" + System.lineSeparator());
        assertThat(frames.toFile().list())
                .containsExactlyInAnyOrder("frame-0000.png", "frame-0001.png", "frame-0002.png", "frame-0003.png");
        // The table of the sizes of coded pictures: version and flags, a size for all (none), how many.
        assertThat(Files.readString(film, StandardCharsets.ISO_8859_1))
                .contains("stsz" + "\0".repeat(11) + "\4")
                .contains("a red apple");
    }

    @Test
    void aPictureCanBeMadeAfterPictures() throws IOException {
        Path image = folder.resolve("image.png");
        PictureFile.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), image);

        CommandLineRun run = CommandLineRun.of(
                "generate",
                "--target",
                image + ":2",
                "--init",
                image,
                "--size",
                "64x64",
                "--iterations",
                1,
                "--cutouts",
                2,
                "--out",
                out);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(out).exists();
    }

    @Test
    void aPictureIsScoredAndReconstructed() throws IOException {
        generate("a red apple", "--iterations", 0);

        CommandLineRun score = CommandLineRun.of("score", out, "a red apple", "a blue circle", "a dog");
        CommandLineRun reconstruction = CommandLineRun.of("reconstruct", out, folder.resolve("again.jpg"));

        assertThat(score.exitCode()).as(score.err()).isZero();
        List<String> rows = score.out().lines().toList();
        assertThat(rows).hasSize(4);
        assertThat(rows.subList(1, 4).stream()
                        .mapToDouble(row -> Double.parseDouble(row.strip().split(" +")[1]))
                        .sum())
                .isBetween(0.999, 1.001);
        assertThat(rows.subList(1, 4).stream()
                        .map(row -> Double.parseDouble(row.strip().split(" +")[0])))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(reconstruction.exitCode()).as(reconstruction.err()).isZero();
        assertThat(PictureFile.read(folder.resolve("again.jpg")).getWidth()).isEqualTo(64);
    }

    @Test
    void printedSettingsMakeTheSamePicture() throws IOException {
        Path file = folder.resolve("settings.json");
        CommandLineRun printed = generate("a red apple:1.5 | fog:-0.3", "--iterations", 2, "--print-settings");
        assertThat(out).doesNotExist();
        Files.writeString(file, printed.out());

        CommandLineRun run = CommandLineRun.of("generate", "--settings", file, "--iterations", 1, "--out", out);

        assertThat(run.exitCode()).as(run.err()).isZero();
        Settings settings = Generation.readFrom(out).settings();
        assertThat(settings).isEqualTo(SettingsFile.fromJson(printed.out()).with(Control.ITERATIONS, 1));
    }

    @Test
    void aPictureGivesItsSettings() throws IOException {
        generate("a red apple:1.5 | fog:-0.3", "--iterations", 2, "--seed", 7, "--start", "plain");
        Path again = folder.resolve("again.png");

        CommandLineRun run = CommandLineRun.of("generate", "--settings", out, "--iterations", 1, "--out", again);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Generation.readFrom(again).settings())
                .isEqualTo(Generation.readFrom(out).settings().with(Control.ITERATIONS, 1));
    }

    @Test
    void aPictureWithoutSettingsIsCalledThat() throws IOException {
        PictureFile.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), out);

        CommandLineRun run = CommandLineRun.of("generate", "x", "--settings", out);

        assertThat(run.err()).startsWith("congeal: " + out + " carries no settings of Congeal");
    }

    @Test
    void aContactSheetHasARowForEachPrompt() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "contact-sheet",
                "a red apple",
                "fog",
                "--size",
                "64x64",
                "--iterations",
                4,
                "--cutouts",
                1,
                "--out",
                out,
                "--thumbnail",
                32);

        assertThat(run.exitCode()).as(run.err()).isZero();
        BufferedImage sheet = PictureFile.read(out);
        assertThat(sheet.getWidth()).isEqualTo(8 + 4 * (32 + 8));
        assertThat(sheet.getHeight()).isEqualTo(2 * (24 + 32 + 8));
    }

    @Test
    void sheetsAreFullThoughFramesAreSeveralStepsApart() throws IOException {
        String[] small = {"--size", "64x64", "--cutouts", "1", "--every", "2", "--out", out.toString()};

        CommandLineRun strip = with(small, "strip", "fog", "--of", "frames", "--count", "4", "--iterations", "9");
        assertThat(strip.exitCode()).as(strip.err()).isZero();
        assertThat(strip.out()).contains("4 of 64x64");

        CommandLineRun stages = with(small, "contact-sheet", "fog", "--thumbnail", "32", "--iterations", "6");
        assertThat(stages.exitCode()).as(stages.err()).isZero();
        assertThat(PictureFile.read(out).getWidth()).isEqualTo(8 + 4 * (32 + 8));
    }

    private static CommandLineRun with(String[] options, String... command) {
        return CommandLineRun.of(
                (Object[]) Stream.of(command, options).flatMap(Stream::of).toArray(String[]::new));
    }

    @Test
    void aPresetIsAnOption() {
        CommandLineRun printed =
                CommandLineRun.of("generate", "a red apple", "--preset", "texture", "--cutouts", 5, "--print-settings");
        assertThat(printed.out()).contains("perlin(cells=6", "\"cutouts\": 5");
        assertThat(generate("a red apple", "--preset", "textures", "--print-settings")
                        .err())
                .contains("preset was \"textures\", but must be one of draft, standard,");
    }

    private CommandLineRun generate(Object... arguments) {
        Object[] all = new Object[arguments.length + 7];
        all[0] = "generate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Object[] small = {"--size", "64x64", "--cutouts", 2, "--out", out};
        System.arraycopy(small, 0, all, arguments.length + 1, small.length);
        return CommandLineRun.of(all);
    }
}
