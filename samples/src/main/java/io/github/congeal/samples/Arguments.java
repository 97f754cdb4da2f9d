package io.github.congeal.samples;

import io.github.congeal.control.Form;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/**
 * Arguments as they were typed. In a locale without letters beyond ASCII, such as POSIX, which many containers have, Java
 * puts U+FFFD in the place of each byte that it does not know.
 */
final class Arguments {
    private static final String LOST = "\uFFFD";
    private static final Form<Path> PATH = Form.path("red-apple.png");
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private Arguments() {}

    /**
     * The arguments, with what Java lost, where the system can tell.
     *
     * @throws IllegalArgumentException if one is not in UTF-8 either
     */
    static String[] asTyped(String... arguments) {
        if (Arrays.stream(arguments).noneMatch(argument -> argument.contains(LOST))) {
            return arguments;
        }
        try {
            return restored(arguments, Files.readAllBytes(COMMAND_LINE));
        } catch (IOException e) {
            return arguments;
        }
    }

    /**
     * Replaces arguments of which Java lost a part by those of the command line.
     *
     * @param commandLine of the process: each of its words, followed by a zero
     * @throws IllegalArgumentException if one of them is not in UTF-8
     */
    static String[] restored(String[] arguments, byte[] commandLine) {
        // One character for each byte, so that the words are found whatever they are encoded in.
        List<String> words = List.of(new String(commandLine, StandardCharsets.ISO_8859_1).split("\0", -1));
        int first = words.size() - 1 - arguments.length;
        if (first < 0) {
            return arguments;
        }
        String[] restored = arguments.clone();
        for (int i = 0; i < restored.length; i++) {
            if (restored[i].contains(LOST)) {
                restored[i] = utf8(restored[i], words.get(first + i).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return restored;
    }

    private static String utf8(String shown, byte[] typed) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(typed))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "the argument '%s' is not in UTF-8: give it in UTF-8; a file with such a name must be renamed first"
                            .formatted(shown));
        }
    }

    /**
     * Checks that Java can name the folder that the program runs in, without which it fails in many places.
     *
     * @throws IllegalArgumentException if not
     */
    static void requireFolder() {
        PATH.read(".");
    }

    /**
     * The path that an argument names.
     *
     * @throws TypeConversionException if it is empty, or Java cannot express it in this locale
     */
    static Path path(String argument) {
        try {
            return PATH.read(argument);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'%s': %s".formatted(argument, e.getMessage()));
        }
    }
}
