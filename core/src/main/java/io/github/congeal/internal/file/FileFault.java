package io.github.congeal.internal.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Explains a file system's exception in words: the JDK's own message is a name, sometimes a temporary one, and the
 * cause only shows in the class.
 */
public final class FileFault {
    /** How {@link FileNotFoundException} gives a reason: behind the path. */
    private static final Pattern IN_BRACKETS = Pattern.compile(" \\(([^()]+)\\)$");

    /** The character that Java substitutes for those that the locale's character set lacks. */
    private static final String LOST = "\ufffd";

    private FileFault() {}

    /** An exception that says in a sentence why a file cannot be written. */
    public static IOException ofWriting(Path file, IOException cause) {
        return new IOException("%s cannot be written: %s".formatted(file, reason(cause)), cause);
    }

    /** The message for a missing folder, which may exist where Java cannot name the working directory. */
    public static String noFolder(@Nullable Path folder) {
        boolean lost = System.getProperty("user.dir", "").contains(LOST);
        return "there is no folder " + folder
                + (lost
                        ? ", or Java cannot name it in this locale: set the environment variable LC_ALL to C.UTF-8, or choose"
                                + " a folder with another name"
                        : "");
    }

    /** Why something could not be done to a file, without the file's name. */
    public static String reason(IOException cause) {
        if (cause instanceof FileSystemException problem) {
            if (problem.getReason() != null) {
                return problem.getReason();
            }
            if (problem instanceof NoSuchFileException) {
                return "no such file or folder";
            }
            if (problem instanceof AccessDeniedException) {
                return "access is denied";
            }
        }
        if (cause instanceof ClosedByInterruptException) {
            return "the thread was interrupted";
        }
        if (cause instanceof ClosedChannelException) {
            return "the file was closed";
        }
        if (cause instanceof FileNotFoundException) {
            Matcher reason = IN_BRACKETS.matcher(Objects.toString(cause.getMessage()));
            if (reason.find()) {
                return reason.group(1);
            }
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }
}
