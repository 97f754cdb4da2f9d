package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own with the class path of the tests, for what depends on how Java was started. */
public final class ChildJvm {
    private ChildJvm() {}

    /** Runs a program, which must end well, and returns what it printed. */
    public static String run(Class<?> program, String... options) throws IOException, InterruptedException {
        return run(program, Map.of(), options);
    }

    /** The same with more variables in its environment. */
    public static String run(Class<?> program, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // The tests themselves have one thread of OpenMP.
        builder.environment().put("OMP_NUM_THREADS", "8");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
