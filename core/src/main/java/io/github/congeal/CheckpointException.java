package io.github.congeal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model's file, or that of a saved run, that cannot be read, written or used: missing, damaged, of an unknown format, or
 * without the tensors that are needed. The message names the file, the place in it and the reason.
 */
public class CheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A damaged file may carry names of any length: a message shows at most this many characters of a name. */
    private static final int LONGEST_ENTRY = 300;

    private static final int LONGEST_REASON = 5000;

    private final String file;
    private final @Nullable String entry;
    private final String reason;

    /**
     * Reports a fault that lies in no single entry of the file.
     *
     * @param file the path of the file, or the name of the resource
     * @param reason what is wrong, as a sentence without its full stop
     */
    public CheckpointException(String file, String reason) {
        this(file, null, reason, null);
    }

    /**
     * Reports a fault in one entry of the file.
     *
     * @param file the path of the file, or the name of the resource
     * @param entry the name of the tensor or part that is at fault, or null where it is the file as a whole
     * @param reason what is wrong, as a sentence without its full stop
     */
    public CheckpointException(String file, @Nullable String entry, String reason) {
        this(file, entry, reason, null);
    }

    /**
     * Reports a fault that was found through another exception.
     *
     * @param file the path of the file, or the name of the resource
     * @param entry the name of the tensor or part that is at fault, or null where it is the file as a whole
     * @param reason what is wrong, as a sentence without its full stop
     * @param cause the exception behind it, or null
     */
    public CheckpointException(String file, @Nullable String entry, String reason, @Nullable Throwable cause) {
        super(
                file + ": " + (entry == null ? "" : printable(entry, LONGEST_ENTRY) + ": ")
                        + printable(reason, LONGEST_REASON),
                cause);
        this.file = file;
        this.entry = entry;
        this.reason = reason;
    }

    /** The path of the file, or the name of the resource. */
    public String file() {
        return file;
    }

    /**
     * The name of the tensor or part that is at fault, exactly as the file has it; empty where it is the file as a
     * whole.
     */
    public Optional<String> entry() {
        return Optional.ofNullable(entry);
    }

    /** What is wrong. */
    public String reason() {
        return reason;
    }

    /**
     * Names come from the file: without their control characters they can neither break a log line nor drive a
     * terminal.
     */
    private static String printable(String text, int longest) {
        String shown = text.length() <= longest ? text : text.substring(0, longest) + "…";
        return shown.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
