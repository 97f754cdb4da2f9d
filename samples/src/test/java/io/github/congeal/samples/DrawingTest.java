package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The names in the drawing of the architecture, and in the document around it, are classes. */
class DrawingTest {
    private static final Pattern NAME = Pattern.compile("<tspan class=\"name\">([^<]+)</tspan>");
    private static final Pattern PLACED =
            Pattern.compile(NAME + " <tspan class=\"room\">((?:internal|control|io\\.)[^<]*)</tspan>");
    private static final Pattern CODE = Pattern.compile("`([A-Z][a-z]\\w+)`");

    static List<String> names() throws IOException {
        return Stream.concat(
                        NAME.matcher(read("architecture.svg")).results(),
                        CODE.matcher(read("architecture.md")).results())
                .map(name -> name.group(1))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isAClass(String name) throws IOException {
        assertThat(sources(name)).isNotEmpty();
    }

    @Test
    void eachIsInThePackageBesideIt() throws IOException {
        List<MatchResult> placed =
                PLACED.matcher(read("architecture.svg")).results().toList();
        assertThat(placed).hasSizeGreaterThan(10);
        for (MatchResult each : placed) {
            String room = each.group(2).startsWith("io.") ? each.group(2) : "io.github.congeal." + each.group(2);
            String path = room.replace('.', '/') + "/" + each.group(1) + ".java";
            assertThat(sources(each.group(1))).anyMatch(file -> file.endsWith(path));
        }
    }

    @Test
    void thereAreSome() throws IOException {
        assertThat(names()).hasSizeGreaterThan(30);
        assertThat(sources("NoSuchClass")).isEmpty();
    }

    private static String read(String document) throws IOException {
        return Files.readString(Path.of("../docs").resolve(document));
    }

    /** The files of the repository's modules that hold a class of this name. */
    private static List<Path> sources(String name) throws IOException {
        Path file = Path.of(name + ".java");
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(DrawingTest::walk)
                    .filter(path -> file.equals(path.getFileName()))
                    .toList();
        }
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
