package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.PictureFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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
                "generate x --cutout-method sloppy; must be one of augmented(power=",
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
                "generate x --video x.mp4 --duration 1e300; duration was ",
                "generate x --video x.mp4 --hold 1e9; hold was PT277777H46M40S, but must be from 0 to 1 hour",
                "generate x --video x.mp4 --hold NaN; hold was NaN, but must be a number of seconds",
                "generate x --frames fr --hold 2; are about a film, but there is none: give --video, too",
                "generate x --video x.mp4 --duration 3 --fps 10; --duration and --fps were both given",
                "generate x --out a.png --losses a.png; --out and --losses both name a.png: give each a file of its own",
                "generate x --out a.png --losses ./a.png; --out and --losses both name",
                "generate x:1e308; must be a number from -1.0E9 to 1.0E9",
                "generate x --cutouts 2147483647; cutouts was 2147483647, which needs",
                "generate x --vqgan a --clip b --out x.gif; must end in one of .png, .jpg, .jpeg",
                "video-benchmark --frames 1; --frames was 1, but must be at least 5",
                "score x.png; Missing required parameter: 'TEXT'",
                "reconstruct x.png; Missing required parameter: 'OUT'",
                "contact-sheet x --thumbnail 0; the width of a thumbnail was 0",
                "sheet x --size 64x64 --count 1000000; --count was 1000000, but 24414 sprites of 64x64 are as many",
                "benchmark --model bundled --estimate --size 100000x100000; which is far too large to be estimated",
                "animate x --frames 2000000000; with 5 steps each there are at most 429496729",
                "generate x --variants 0; --variants was 0, but must be at least 1",
                "paint; Unmatched argument at index 0: 'paint'",
                "``; load-benchmark, models, convert, video-benchmark",
                "video-benchmark --ending avi; must end in one of .mp4, .gif",
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
        CommandLineRun reconstruct = CommandLineRun.of("reconstruct", image, folder.resolve("b.png"), "--clip", "a");

        assertThat(score.err()).startsWith("congeal: Missing required argument(s): --clip=FILE");
        assertThat(reconstruct.err()).startsWith("congeal: Missing required argument(s): --vqgan=FILE");
        assertThat(score.exitCode()).isEqualTo(2);
    }

    @Test
    void settingsThatAreNotThereFail() {
        CommandLineRun run = CommandLineRun.of("generate", "x", "--settings", "nowhere.json");

        assertThat(run.err().lines()).first().isEqualTo("congeal: nowhere.json does not exist");
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
    void whereThePictureGoesIsLookedAtBeforeTheModel() {
        Path out = folder.resolve("nowhere/a.png");

        CommandLineRun run = CommandLineRun.of("generate", "x", "--vqgan", "a", "--clip", "b", "--out", out);
        assertThat(run.err()).startsWith("congeal: " + out + " cannot be written: there is no folder");
        assertThat(run.exitCode()).isEqualTo(1);
        run = CommandLineRun.of("contact-sheet", "x", "--vqgan", "a", "--clip", "b", "--out", out);
        assertThat(run.err()).startsWith("congeal: " + out + " cannot be written: there is no folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generate x --out FOLDER/x.png --losses FOLDER/nowhere/file",
                "generate x --out FOLDER/x.png --losses FOLDER",
                "generate x --out FOLDER/x.png --video FOLDER/nowhere/file.mp4",
                "generate x --out FOLDER/x.png --state FOLDER/nowhere/file",
                "generate x --out FOLDER/x.png --frames FOLDER/letter.txt",
                "resource-pack x FOLDER/letter.txt/pack",
            })
    void soIsWhereAllElseGoes(String line) throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "Dear reader,");
        String models = " --vqgan a --clip b";

        CommandLineRun run = CommandLineRun.of(
                (Object[]) (line + models).replace("FOLDER", folder.toString()).split(" "));

        assertThat(run.err()).startsWith("congeal: " + folder).contains(" cannot be written: ");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("letter.txt"));
    }

    @Test
    void errorsOfJavaItselfAreASentence() {
        StringWriter err = new StringWriter();
        CommandLine line = Congeal.commandLine();
        line.addSubcommand("fill", new Fill());
        line.addSubcommand("miss", new Miss());
        line.setErr(new PrintWriter(err));

        assertThat(line.execute("fill")).isEqualTo(1);
        assertThat(line.execute("miss")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("congeal: there is not enough memory (Java's heap of ")
                .contains("congeal: this should not have happened", "NoClassDefFoundError: a/library")
                .doesNotContain("\tat ");
    }

    @Command(name = "fill")
    static final class Fill implements Runnable {
        @Override
        public void run() {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    @Command(name = "miss")
    static final class Miss implements Runnable {
        @Override
        public void run() {
            throw new NoClassDefFoundError("a/library");
        }
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

        assertThat(run.err()).startsWith("congeal: " + file + " cannot be written: it is a file");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(folder.toFile().list()).containsExactly("frames");
    }

    @Test
    void helpNamesDefaultsAsTheyAreTyped() {
        assertThat(CommandLineRun.of("video-benchmark", "--help").out()).contains("Default: 480x480.");
        assertThat(CommandLineRun.of("sheet", "--help").out()).contains("Default: variants.");
    }

    @Test
    void helpIsNoMistake() {
        CommandLineRun run = CommandLineRun.of("generate", "--help");

        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("--size", "--iterations", "--losses", "clamp-latent", "congeal.png", "Default: 64, unless");
        assertThat(run.exitCode()).isZero();
    }
}
