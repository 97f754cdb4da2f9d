package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Congeal as a module of its own, everything that it depends on beside it on the class path. */
class ModulePathTest {
    private static final String MODULE = "io.github.congeal";

    /** Makes a picture, or says why not. */
    static final class Program {
        private Program() {}

        public static void main(String... arguments) {
            try {
                Frame frame = Generation.builder()
                        .prompt("a red apple")
                        .size(32, 32)
                        .cutouts(1)
                        .iterations(1)
                        .build()
                        .frames()
                        .next();
                System.out.println(frame.image().getWidth() + " in " + Generation.class.getModule());
            } catch (DeviceUnavailableException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void runsWithItsDependenciesOnTheClassPath(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("congeal-core.jar");
        write(jar);
        String dependencies = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
        String program = MODULE + "/" + Program.class.getName();
        assertThat(java(
                        "--add-modules",
                        "jdk.unsupported",
                        "--module-path",
                        jar.toString(),
                        "-cp",
                        dependencies,
                        "-m",
                        program))
                .contains("32 in module " + MODULE);
    }

    @Test
    void saysWhichModuleOfJavaIsMissing() throws Exception {
        assertThat(ChildJvm.run(Program.class, "--limit-modules", "java.desktop,java.net.http,jdk.management"))
                .contains("requires jdk.unsupported;")
                .contains("--add-modules jdk.unsupported")
                .doesNotContain("\tat ");
    }

    /** The module as the build makes it, and the program. */
    private static void write(Path jar) throws IOException, URISyntaxException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Automatic-Module-Name", MODULE);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            Path classes = root(Generation.class);
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path path : files.filter(Files::isRegularFile).toList()) {
                    add(classes, path, out);
                }
            }
            Path tests = root(ModulePathTest.class);
            add(tests, tests.resolve(Program.class.getName().replace('.', '/') + ".class"), out);
        }
    }

    private static Path root(Class<?> one) throws URISyntaxException {
        return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void add(Path root, Path path, JarOutputStream out) throws IOException {
        out.putNextEntry(new ZipEntry(root.relativize(path).toString().replace(File.separatorChar, '/')));
        Files.copy(path, out);
        out.closeEntry();
    }

    private static String java(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        Arrays.stream(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return output;
    }
}
