package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.Generation;
import io.github.congeal.control.Prompt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Letters beyond ASCII where the locale knows none. */
class ArgumentsTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsInAsciiStaysAsItIs() {
        assertThat(Arguments.asTyped("generate", "an apple")).containsExactly("generate", "an apple");
    }

    @Test
    void theLastWordsOfTheCommandLineAreTheArguments() {
        byte[] typed = "java\0-jar\0a.jar\0generate\0🍎\0\0".getBytes(StandardCharsets.UTF_8);
        assertThat(Arguments.restored(new String[] {"generate", "\uFFFD", ""}, typed))
                .containsExactly("generate", "🍎", "");
    }

    @Test
    void whatIsInAnotherEncodingIsRefusedWhereJavaCannotReadIt() {
        byte[] latin = "ä.jar\0ä\0ö\0".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Arguments.restored(new String[] {"ä", "\uFFFD"}, latin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the argument '\uFFFD' is not in UTF-8: give it in UTF-8");
        assertThat(Arguments.restored(new String[] {"ä", "ö"}, latin)).containsExactly("ä", "ö");
        assertThat(Arguments.restored(new String[] {"\uFFFD"}, "ä.jar\0\uFFFD\0".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("\uFFFD");
        assertThat(Arguments.restored(new String[] {"a", "b"}, "a\0".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("a", "b");
    }

    @Test
    @Timeout(300)
    @EnabledOnOs(OS.LINUX)
    void inThePosixLocaleAPromptIsReadAndAPathRefusedInASentence() throws IOException, InterruptedException {
        Path out = folder.resolve("apple.png");
        String output = run(
                "generate",
                "🍎 apple",
                "--size",
                "64x64",
                "--cutouts",
                "1",
                "--iterations",
                "0",
                "--out",
                out.toString());
        assertThat(Generation.readFrom(out).prompts()).as(output).containsExactly(Prompt.of("🍎 apple"));
        assertThat(run("generate", "🍎 apple", "--print-settings")).contains("\\ud83c\\udf4e apple");
        assertThat(run("generate", "x", "--out", "äpfel.png"))
                .contains("in this locale: set the environment variable LC_ALL to C.UTF-8")
                .doesNotContain("\tat ", "Exception");
        assertThat(run("generate", "x", "--init", "äpfel.png"))
                .contains("in this locale: set the environment variable LC_ALL to C.UTF-8")
                .doesNotContain("Malformed");
    }

    @Test
    @Timeout(300)
    @EnabledOnOs(OS.LINUX)
    void inAFolderThatJavaCannotNameEveryCommandSaysSo() throws IOException, InterruptedException {
        String inPosix = "cd '%s'; mkdir -p $'\\xc3\\xb6'; cd $'\\xc3\\xb6';".formatted(folder);
        assertThat(List.of(
                        runAfter(inPosix, "generate", "x"),
                        runAfter(inPosix, "generate", "x", "--out", "a.png"),
                        runAfter(inPosix, "serve"),
                        runAfter(inPosix, "video-benchmark")))
                .allSatisfy(
                        said -> assertThat(said)
                                .isEqualToIgnoringNewLines(
                                        "congeal: Java cannot name the folder that it runs in, in this locale: set"
                                                + " the environment variable LC_ALL to C.UTF-8, or start it in another folder"));

        String inUtf8 = "export LC_ALL=C.UTF-8; cd '%s'; mkdir -p $'\\xff'; cd $'\\xff';".formatted(folder);
        assertThat(runAfter(inUtf8, "video-benchmark"))
                .isEqualToIgnoringNewLines(
                        "congeal: the path of the folder that the program runs in is not in UTF-8: start it"
                                + " in another folder, or rename that one");
    }

    @Test
    @Timeout(300)
    @EnabledOnOs(OS.LINUX)
    void anArgumentThatIsNotInUtf8AndACacheWithoutANameAreRefusedInASentence()
            throws IOException, InterruptedException {
        String latin = "export LC_ALL=C.UTF-8; set -- $'caf\\xe9';";
        assertThat(runAfter(latin, "generate", "--print-settings"))
                .contains("congeal: the argument 'caf\uFFFD' is not in UTF-8");
        assertThat(runAfter("export XDG_CACHE_HOME=$'/tmp/\\xc3\\xa4';", "models"))
                .contains("XDG_CACHE_HOME", "in this locale: set the environment variable LC_ALL to C.UTF-8")
                .doesNotContain("Malformed");
    }

    @Test
    void anEmptyPathIsNone() throws IOException {
        CommandLineRun run = CommandLineRun.of("resource-pack", "x", "");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("an empty text is no path");
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        return runAfter("", arguments);
    }

    /** Runs a command in the POSIX locale after a part of a shell's script, whose own arguments are added to the given ones. */
    private static String runAfter(String first, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Congeal.class.getName()));
        // By a shell, since this JVM may not be able to hand over such letters itself.
        StringBuilder line = new StringBuilder(first + "exec");
        command.addAll(Arrays.asList(arguments));
        for (String word : command) {
            line.append(" $'");
            for (byte each : word.getBytes(StandardCharsets.UTF_8)) {
                line.append("\\x%02x".formatted(each));
            }
            line.append('\'');
        }
        line.append(" \"$@\"");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", line.toString()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "POSIX");
        builder.environment().put("LANG", "POSIX");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
