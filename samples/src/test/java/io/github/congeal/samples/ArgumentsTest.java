package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

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
    void whatIsInAnotherEncodingStaysAsJavaReadIt() {
        byte[] latin = "java\0ä\0".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Arguments.restored(new String[] {"\uFFFD"}, latin)).containsExactly("\uFFFD");
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
        String go = "cd '%s'; mkdir -p $'\\xc3\\xb6'; cd $'\\xc3\\xb6';".formatted(folder);
        assertThat(List.of(
                        runAfter(go, "generate", "x"),
                        runAfter(go, "generate", "x", "--out", "a.png"),
                        runAfter(go, "generate", "x", "--out", out.toString())))
                .allSatisfy(said -> assertThat(said)
                        .contains("in this locale: set the environment variable LC_ALL to C.UTF-8")
                        .doesNotContain("\tat ", "Exception"));
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
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", line.toString()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "POSIX");
        builder.environment().put("LANG", "POSIX");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
