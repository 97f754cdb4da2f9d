package io.github.congeal.control;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The form of paths. */
record PathForm(String example) implements Form<Path> {
    /** The character that Java substitutes for those that the locale's character set lacks. */
    private static final String LOST = "\ufffd";

    /** Longer paths cannot be opened on Linux, and messages about the file would repeat them. */
    private static final int LONGEST = 4096;

    @Override
    public String write(Path value) {
        return value.toString();
    }

    @Override
    public Path read(String text) {
        Path path = path(text);
        if (!path.isAbsolute() && System.getProperty("user.dir", "").contains(LOST)) {
            throw new IllegalArgumentException(
                    knowsAllCharacters()
                            ? "the path of the folder that the program runs in is not in UTF-8: start it in another folder, or rename that one"
                            : "Java cannot name the folder that it runs in, in this locale: set the environment variable LC_ALL to C.UTF-8, or start it in another folder");
        }
        return path;
    }

    @Override
    public String allowed() {
        return "the path of a file or folder";
    }

    /**
     * The path that a text names.
     *
     * @throws IllegalArgumentException if the text is no path here, with the reason
     */
    static Path path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("an empty text is no path");
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a path must have at most %s characters, but this has %s".formatted(LONGEST, text.length()));
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(reason(text, e), e);
        }
    }

    private static String reason(String text, InvalidPathException problem) {
        boolean isAscii = text.chars().allMatch(character -> character < 0x80);
        return isAscii || knowsAllCharacters()
                ? "it is no path here: " + problem.getReason()
                : "Java cannot name such a file in this locale: set the environment variable LC_ALL to C.UTF-8, or give the file another name";
    }

    /** Whether the locale's character set has every character. */
    private static boolean knowsAllCharacters() {
        return System.getProperty("sun.jnu.encoding", "").startsWith("UTF");
    }
}
