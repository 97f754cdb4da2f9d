package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.PictureFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadArgumentsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "generate x --nonsense; Unknown option: '--nonsense'",
                "generate x --size 256; size was \"256\", but must be a width and a height in pixels",
                "generate x --size 0x64; width was 0, but must be at least 1",
                "generate x --iterations many; iterations was \"many\", but must be a whole number of at least 0, such as 300",
                "generate x --iterations -1; iterations was \"-1\", but must be a whole number of at least 0",
                "generate x --every 0; --every was 0, but must be at least 1",
                "generate x --cutouts 0; cutouts was \"0\", but must be a whole number of at least 1",
                "generate x --cutout-method sloppy; must be one of augmented, plain",
                "generate x --start dark; must be one of random, plain(",
                "generate x --step-size 0; step-size was \"0\", but must be a finite number above 0",
                "generate x --seed x; seed was \"x\", but must be a whole number",
                "generate x --init nowhere.png; initial-image must be a readable picture, but there is no file",
                "generate x --target nowhere.png:2; target must be a readable picture, but there is no file",
                "generate x:nan; weight of prompt",
                "generate x|; was blank",
                "generate; there is nothing to make",
                "generate x --model grandiose; there is no model named 'grandiose', only 'bundled'",
                "generate x --vqgan a; Missing required argument(s): --clip=FILE",
                "generate x --model bundled --vqgan a --clip b; not both",
                "generate x --iterations 0 --size 64x64 --out x.gif; must end in one of .png, .jpg, .jpeg",
                "generate x --video x.avi; the name of a film must end in one of .mp4, .gif, but was x.avi",
                "generate x --video x.mp4 --fps 0; framesPerSecond was 0.0",
                "generate x --video x.mp4 --duration -1; duration was PT-1S",
                "video-benchmark --frames 1; --frames was 1, but must be at least 5",
                "score x.png; Missing required parameter: 'TEXT'",
                "reconstruct x.png; Missing required parameter: 'OUT'",
                "contact-sheet x --thumbnail 0; the width of a thumbnail was 0",
                "paint; Unmatched argument at index 0: 'paint'",
                "``; say what to do",
            })
    void aSentenceSaysWhatIsWrong(String line, String sentence) {
        CommandLineRun run = line.isEmpty() ? CommandLineRun.of() : CommandLineRun.of((Object[]) line.split(" "));

        assertThat(run.err()).startsWith("congeal: ").contains(sentence).doesNotContain("\tat ");
        assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(4);
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void aPromptThatIsTooLongIsRefusedUnlessItIsToBeCutOff() {
        String prompt = "very ".repeat(100) + "long";

        CommandLineRun run = CommandLineRun.of("generate", prompt);

        assertThat(run.err()).startsWith("congeal: ").contains("103 tokens");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void whatIsNoPictureFails() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.png"), "Dear reader,");

        CommandLineRun run = CommandLineRun.of("score", letter, "a letter");

        assertThat(run.err()).startsWith("congeal: " + letter + " is not a picture");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void whatIsNoModelFails() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.safetensors"), "Dear reader,");

        CommandLineRun run = CommandLineRun.of("generate", "x", "--vqgan", letter, "--clip", letter);

        assertThat(run.err())
                .startsWith("congeal: ")
                .contains(letter.toString())
                .doesNotContain("\tat ");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void theNetworkThatACommandTakesIsMissed() throws IOException {
        Path image = folder.resolve("a.png");
        PictureFile.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), image);

        CommandLineRun score = CommandLineRun.of("score", image, "a letter", "--vqgan", "a");
        CommandLineRun reconstruct = CommandLineRun.of("reconstruct", image, image, "--clip", "a");

        assertThat(score.err()).startsWith("congeal: Missing required argument(s): --clip=FILE");
        assertThat(reconstruct.err()).startsWith("congeal: Missing required argument(s): --vqgan=FILE");
        assertThat(score.exitCode()).isEqualTo(2);
    }

    @Test
    void settingsThatAreNotThereFail() {
        CommandLineRun run = CommandLineRun.of("generate", "x", "--settings", "nowhere.json");

        assertThat(run.err()).startsWith("congeal: nowhere.json does not exist");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void aFolderThatIsNotThereFails() throws IOException {
        Path image = folder.resolve("a.png");
        PictureFile.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), image);

        CommandLineRun run = CommandLineRun.of("reconstruct", image, folder.resolve("nowhere/b.png"));

        assertThat(run.err()).startsWith("congeal: ").contains("there is no folder");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void aTableThatCannotBeWrittenFails() {
        Path table = folder.resolve("nowhere/losses.csv");

        CommandLineRun run = CommandLineRun.of("generate", "x", "--size", "64x64", "--losses", table);

        assertThat(run.err()).startsWith("congeal: " + table + " cannot be written");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void aFilmInAFolderThatIsNotThereFailsBeforeTheRun() {
        Path film = folder.resolve("nowhere/x.mp4");

        CommandLineRun run = CommandLineRun.of("generate", "x", "--video", film, "--out", folder.resolve("x.png"));

        assertThat(run.err()).startsWith("congeal: " + film + " cannot be written: there is no folder");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void framesInPlaceOfAFileFailBeforeTheRunAndLeaveNoFilm() throws IOException {
        Path file = Files.writeString(folder.resolve("frames"), "");

        CommandLineRun run = CommandLineRun.of("generate", "x", "--video", folder.resolve("x.mp4"), "--frames", file);

        assertThat(run.err()).startsWith("congeal: " + file + " cannot take frames: it is a file");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(folder.toFile().list()).containsExactly("frames");
    }

    @Test
    void helpIsNoMistake() {
        CommandLineRun run = CommandLineRun.of("generate", "--help");

        assertThat(run.out()).contains("--size", "--iterations", "--losses", "augmented, plain", "congeal.png");
        assertThat(run.exitCode()).isZero();
    }
}
