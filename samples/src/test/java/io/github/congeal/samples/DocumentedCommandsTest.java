package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.PictureFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands in the documents are understood, and those that take a moment are carried out. */
class DocumentedCommandsTest {
    private static final Pattern CONGEAL = Pattern.compile(
            "java (?:-jar samples/target/congeal\\.jar|@samples/target/congeal\\.args|-cp \\S+ io\\.github\\.congeal\\.samples\\.Congeal) (.*)");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Set<String> QUICK = Set.of("generate", "contact-sheet", "score", "reconstruct");

    @TempDir
    private Path folder;

    /** The arguments of every call of the command line. */
    static List<List<String>> commands() throws IOException {
        List<List<String>> commands = new ArrayList<>();
        for (Documents.Block block : Documents.blocks("shell")) {
            for (String line : block.text().replaceAll("\\\\\n *", " ").split("\n")) {
                Matcher congeal = CONGEAL.matcher(line);
                if (congeal.find()) {
                    commands.add(words(congeal.group(1)));
                }
            }
        }
        return commands;
    }

    /** Brackets are around what may be left out. */
    private static List<String> words(String arguments) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(arguments.replaceAll("[\\[\\]]", ""));
        while (word.find() && !"#".equals(word.group())) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        return words;
    }

    @Test
    void thereAreSome() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(15);
        assertThat(commands().stream().filter(DocumentedCommandsTest::isQuick)).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsUnderstood(List<String> command) {
        Congeal.commandLine().parseArgs(command.toArray(new String[0]));
    }

    static List<List<String>> quickCommands() throws IOException {
        return commands().stream().filter(DocumentedCommandsTest::isQuick).toList();
    }

    private static boolean isQuick(List<String> command) {
        return QUICK.contains(command.get(0)) && !command.contains("--model") && !command.contains("--resume");
    }

    @ParameterizedTest
    @MethodSource("quickCommands")
    void whatTakesAMomentIsCarriedOut(List<String> command) throws IOException {
        List<Object> arguments = new ArrayList<>();
        for (int i = 0; i < command.size(); i++) {
            if (Set.of("--size", "--iterations", "--cutouts", "--change").contains(command.get(i))) {
                i++;
            } else {
                arguments.add(inFolder(command.get(i)));
            }
        }
        if (Set.of("generate", "contact-sheet").contains(command.get(0))) {
            arguments.addAll(List.of("--size", "64x64", "--iterations", 1, "--cutouts", 1));
            if (!command.contains("--out")) {
                arguments.addAll(List.of("--out", folder.resolve("picture.png")));
            }
        }

        CommandLineRun run = CommandLineRun.of(arguments.toArray());

        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    /** Files lie in the folder of the test, and pictures among them are there. */
    private String inFolder(String word) throws IOException {
        Matcher file = Pattern.compile("([\\w./-]+\\.(?:png|jpg|csv|mp4)|frames)(:.*)?")
                .matcher(word);
        if (!file.matches()) {
            return word;
        }
        Path path = folder.resolve(file.group(1));
        Files.createDirectories(path.getParent());
        if (word.matches(".*(png|jpg)(:.*)?")) {
            PictureFile.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), path);
        }
        return path + (file.group(2) == null ? "" : file.group(2));
    }
}
