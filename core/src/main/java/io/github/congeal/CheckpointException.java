package io.github.congeal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the file of a model or of a saved run cannot be read, written or used: it is missing or damaged, its
 * format is unknown, or it lacks tensors. The message names the file, the place in it and the reason.
 */
public class CheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A damaged file may carry names of any length, so a message shows at most this many characters of one. */
    private static final int LONGEST_ENTRY = 300;

    private static final int LONGEST_REASON = 5000;

    private final String file;
    private final @Nullable String entry;
    private final String reason;

    /**
     * Creates an exception for a fault that belongs to no single entry of the file.
     *
     * @param file the path of the file, or the name of the resource
     * @param reason what is wrong, as a sentence without its full stop
     */
    public CheckpointException(String file, String reason) {
        this(file, null, reason, null);
    }

    /**
     * Creates an exception for a fault in one entry of the file.
     *
     * @param file the path of the file, or the name of the resource
     * @param entry the name of the faulty tensor or part, or null if the fault concerns the whole file
     * @param reason what is wrong, as a sentence without its full stop
     */
    public CheckpointException(String file, @Nullable String entry, String reason) {
        this(file, entry, reason, null);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param file the path of the file, or the name of the resource
     * @param entry the name of the faulty tensor or part, or null if the fault concerns the whole file
     * @param reason what is wrong, as a sentence without its full stop
     * @param cause the underlying exception, or null
     */
    public CheckpointException(String file, @Nullable String entry, String reason, @Nullable Throwable cause) {
        super(
                file + ": " + (entry == null ? "" : Excerpt.of(entry, LONGEST_ENTRY) + ": ")
                        + Excerpt.of(reason, LONGEST_REASON),
                cause);
        this.file = file;
        this.entry = entry;
        this.reason = reason;
    }

    /** Returns the path of the file, or the name of the resource. */
    public String file() {
        return file;
    }

    /**
     * Returns the name of the faulty tensor or part, exactly as it stands in the file; empty if the fault concerns the
     * whole file.
     */
    public Optional<String> entry() {
        return Optional.ofNullable(entry);
    }

    /** Returns what is wrong. */
    public String reason() {
        return reason;
    }
}
