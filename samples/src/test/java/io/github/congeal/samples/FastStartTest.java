package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java's options for a fast start, as the build writes them, with another program in the jar. */
class FastStartTest {
    @TempDir
    private Path temporary;

    private Path options;
    private Path keeping;
    private Path jar;
    private Path classes;

    private void build(String name) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve(name));
        jar = folder.resolve("congeal.jar");
        classes = folder.resolve("congeal.jsa");
        options = folder.resolve("congeal.args");
        keeping = folder.resolve("archive.args");
        write("congeal.args", options);
        write("archive.args", keeping);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StartedProgram.class.getName());
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            entries.putNextEntry(new JarEntry(StartedProgram.file()));
            entries.write(StartedProgram.bytes());
        }
    }

    /** Writes options as the build does. */
    private void write(String name, Path file) throws IOException {
        String written = Files.readString(Path.of("src/main/launcher", name));
        String beginning = file.resolveSibling("congeal").toString().replace('\\', '/');
        Files.writeString(file, written.replace("@congeal@", beginning));
    }

    private String java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(temporary.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }

    private String started(String... before) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of("@" + options, "generate", "a red apple", "@home"));
        return java(command.toArray(new String[0]));
    }

    /** Makes the archive of classes from a run of the program. */
    private void keepClasses(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("@" + keeping, "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        java(command.toArray(new String[0]));
        Path made = classes.resolveSibling(classes.getFileName() + ".new");
        // A Java without classes of its own that are ready makes none.
        assumeThat(made).exists();
        Files.move(made, classes);
    }

    @Test
    void theProgramGetsItsArgumentsAsTheyWereGiven() throws Exception {
        build("a folder");

        assertThat(started()).isEqualTo("called with [generate, a red apple, @home]");
    }

    @Test
    void classesThatAreReadyAreTaken() throws Exception {
        // Java 17 takes none from a folder with a space in its name.
        build("folder");
        keepClasses("generate");

        assertThat(started("-Xlog:class+load"))
                .containsPattern(StartedProgram.class.getSimpleName() + " source: shared objects file \\(top\\)");
        assertThat(started()).isEqualTo("called with [generate, a red apple, @home]");
    }

    @Test
    void methodsThatWereStillToBeCompiledAreCompiled() throws Exception {
        build("folder");
        keepClasses("loop", "1000", "100");

        assertThat(java("-XX:+PrintCompilation", "@" + options, "loop", "10000", "0"))
                .contains(StartedProgram.class.getName() + "::applyAsInt (");
    }

    @Test
    void classesOfAnotherJarAreLeftWithoutAWord() throws Exception {
        build("folder");
        keepClasses("generate");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));

        assertThat(started()).isEqualTo("called with [generate, a red apple, @home]");
    }

    @Test
    void aFileThatIsNoneIsLeftWithoutAWord() throws Exception {
        build("folder");
        Files.writeString(classes, "no classes");

        assertThat(started()).isEqualTo("called with [generate, a red apple, @home]");
    }
}
