package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is printed on a terminal, which the program {@code script} provides. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere script has other options")
class TerminalTest {
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final String ESCAPE = "\033";

    @Test
    void aDumbTerminalGetsNoColours() throws IOException, InterruptedException {
        assumeThat(SCRIPT).isExecutable();

        assertThat(mistakeOn("xterm")).contains("congeal:").contains(ESCAPE);
        assertThat(mistakeOn("dumb")).contains("congeal:").doesNotContain(ESCAPE);
    }

    private static String mistakeOn(String terminal) throws IOException, InterruptedException {
        String command = "'%s' -cp '%s' %s models --unknown"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        Congeal.class.getName());
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null");
        builder.environment().keySet().removeIf(name -> name.matches("NO_COLOR|CLICOLOR.*"));
        builder.environment().put("TERM", terminal);
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
