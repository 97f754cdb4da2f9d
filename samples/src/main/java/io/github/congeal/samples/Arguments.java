package io.github.congeal.samples;

import io.github.congeal.control.Form;
import java.io.IOException;
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

    /** The arguments, with what Java lost, where the system can tell. */
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
     * Replaces arguments by those of the command line, if it is in UTF-8.
     *
     * @param commandLine of the process: each of its words, followed by a zero
     */
    static String[] restored(String[] arguments, byte[] commandLine) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(commandLine))
                    .toString();
            List<String> words = List.of(text.split("\0", -1));
            int end = words.size() - 1;
            return end < arguments.length
                    ? arguments
                    : words.subList(end - arguments.length, end).toArray(String[]::new);
        } catch (CharacterCodingException e) {
            return arguments;
        }
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
