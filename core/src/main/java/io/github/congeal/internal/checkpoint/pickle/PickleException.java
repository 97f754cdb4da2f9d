package io.github.congeal.internal.checkpoint.pickle;

/** A pickle that is damaged or beyond the limits. */
public final class PickleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception with a reason, a sentence without a full stop. */
    public PickleException(String reason) {
        super(reason);
    }
}
