package io.github.congeal.video;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program that is not part of the project; a test that needs it is skipped where it is absent. */
final class Tool {
    private final String name;

    private Tool(String name) {
        this.name = name;
    }

    static Tool required(String name) {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Path.of(folder, name).toFile().canExecute());
        Assumptions.assumeTrue(there, name + " is not installed, so what it would say of the film is not tested");
        return new Tool(name);
    }

    /** Starts the program, and does not listen to it. */
    Process start(Object... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(name), Arrays.stream(arguments).map(Object::toString))
                .toList();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(new File("/dev/null"))
                .start();
    }

    /** What the program prints. */
    record Output(byte[] out, String err) {
        String text() {
            return new String(out, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    Output run(Object... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(name), Arrays.stream(arguments).map(Object::toString))
                .toList();
        File errors = File.createTempFile("tool", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(errors)
                    .redirectInput(new File("/dev/null"))
                    .start();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            process.getInputStream().transferTo(out);
            process.waitFor();
            return new Output(out.toByteArray(), java.nio.file.Files.readString(errors.toPath()));
        } finally {
            errors.delete();
        }
    }
}
