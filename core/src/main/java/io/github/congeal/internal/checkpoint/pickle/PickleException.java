package io.github.congeal.internal.checkpoint.pickle;

/** A pickle that is damaged or beyond the limits. */
public final class PickleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong, as a sentence without its full stop. */
    public PickleException(String reason) {
        super(reason);
    }
}
