package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java in the documents compiles; that of the document on embedding also runs. */
class DocumentedJavaTest {
    /** What the examples leave to their readers. */
    private static final String AROUND = """
            import io.github.congeal.*;
            import io.github.congeal.control.*;
            import io.github.congeal.model.*;
            import io.github.congeal.video.*;
            import java.awt.image.BufferedImage;
            import java.io.*;
            import java.nio.*;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;
            import javax.swing.SwingUtilities;

            public class Example {
                interface Panel {
                    void show(BufferedImage image);
                }

                static Panel panel = image -> {};
                static Generation generation = Generation.builder()
                        .prompt("a red apple").size(64, 64).cutouts(1).iterations(2).build();
                static Executor executor = task -> new Thread(task).start();
                static OutputStream out = OutputStream.nullOutputStream();
                static InputStream upload = new ByteArrayInputStream(generation.toBuilder().iterations(0).build().frames().next().png());
                static IntBuffer texture = IntBuffer.allocate(64 * 64);
                static List<BufferedImage> photos = List.of(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB));
                static boolean windowIsOpen;
                static Settings settings;
                static MemoryPlan plan;
                static Loss loss = view -> 0;
                static Path path, vqgan, clip;
                static BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
                static double weight, x;
                static int n, k, w, h;
                static long bytes;

                public void example() throws Exception {
                    %s
                }
            }
            """;

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`\\w+\\(.*?`) \\|.*$");
    private static final Pattern CALL = Pattern.compile("`([^`]+)`");

    @TempDir
    private Path folder;

    /** Those about other frameworks are about what is not on the class path here; their modules' tests say the same. */
    static List<Documents.Block> blocks() throws IOException {
        return Documents.blocks("java").stream()
                .filter(block -> !block.document().endsWith("integrations.md"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void everyBlockCompiles(Documents.Block block) throws IOException {
        assertThat(complaints(block.text())).isEmpty();
    }

    static List<Documents.Block> blocksThatRun() throws IOException {
        return blocks().stream()
                .filter(block -> block.document().endsWith("embedding.md"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("blocksThatRun")
    void everyBlockOnEmbeddingRuns(Documents.Block block) throws Exception {
        assertThat(complaints(block.text().replace("Path.of(\"", "Path.of(\"" + folder + "/")))
                .isEmpty();
        try (URLClassLoader classes = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> example = classes.loadClass("Example");
            example.getMethod("example").invoke(example.getConstructor().newInstance());
        }
    }

    static List<String> builderCalls() throws IOException {
        return ROW.matcher(Files.readString(Path.of("../docs/builder.md")))
                .results()
                .flatMap(row -> CALL.matcher(row.group(1)).results())
                .map(call -> call.group(1).replace("\\|", "|"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("builderCalls")
    void everyCallInTheTableOfTheBuilderCompiles(String call) throws IOException {
        assertThat(complaints("Generation.builder()." + call + ";")).isEmpty();
    }

    @Test
    void thereAreSome() throws IOException {
        assertThat(blocks()).hasSizeGreaterThan(3);
        assertThat(blocksThatRun()).hasSizeGreaterThan(5);
        assertThat(builderCalls()).hasSizeGreaterThan(15);
        assertThat(complaints("Generation.builder().prompt(1);")).contains("error");
    }

    private String complaints(String code) throws IOException {
        // A runtime alone has none, but one may be on the class path, such as Eclipse's.
        Optional<JavaCompiler> found = Optional.ofNullable(ToolProvider.getSystemJavaCompiler())
                .or(() -> ServiceLoader.load(JavaCompiler.class).findFirst());
        assumeThat(found).as("a compiler").isPresent();
        JavaCompiler compiler = found.get();
        Path source = Files.writeString(folder.resolve("Example.java"), AROUND.replace("%s", code));
        StringWriter out = new StringWriter();
        String java = String.valueOf(Runtime.version().feature());
        String options = "-source %s -target %s -d %s -proc:none -nowarn -cp".formatted(java, java, folder);
        List<String> all = new ArrayList<>(List.of(options.split(" ")));
        all.add(System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            compiler.getTask(out, files, null, all, null, files.getJavaFileObjects(source))
                    .call();
        }
        return out.toString();
    }
}
