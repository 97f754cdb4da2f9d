package io.github.congeal.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages of docs/troubleshooting.md are still said by the code. */
class TroubleshootingTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(.+?)`[^|]*\\| (.*) \\|$");

    /** What stands for something else in each message: dots, what follows a colon, what is quoted, numbers. */
    private static final Pattern VARIABLE = Pattern.compile("…|: |[\"()]|\\bNaN\\b|\\S*[0-9]\\S*");

    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final List<String> MODULES = List.of("core", "cuda-backend", "video", "diagnostics", "samples");

    @Test
    void messagesAreThoseOfTheCode() throws IOException {
        String code = code();
        Matcher row = ROW.matcher(Files.readString(Path.of("../docs/troubleshooting.md")));
        int rows = 0;
        while (row.find()) {
            // What Java or another library says is not in this project's code.
            if (!row.group(2).startsWith("Said by ")) {
                assertThat(pieces(row.group(1)))
                        .isNotEmpty()
                        .allSatisfy(piece -> assertThat(code.contains(piece))
                                .as("\"%s\" of \"%s\" is in the code", piece, row.group(1))
                                .isTrue());
                rows++;
            }
        }
        assertThat(rows).isGreaterThan(10);
    }

    /** The words of a message that never change. */
    private static List<String> pieces(String message) {
        return VARIABLE.splitAsStream(message.replace("\\|", "|"))
                .map(piece -> piece.replaceAll("^[\\s,.:]+|[\\s,.:]+$", ""))
                .filter(piece -> piece.contains(" "))
                .toList();
    }

    private static String code() {
        return MODULES.stream()
                .flatMap(module -> sources(Path.of("..", module, "src/main/java")))
                .collect(Collectors.joining());
    }

    private static Stream<String> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(TroubleshootingTest::literals)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String literals(Path file) {
        try {
            return JOINED.matcher(Files.readString(file)).replaceAll("").replace("\\\"", "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
