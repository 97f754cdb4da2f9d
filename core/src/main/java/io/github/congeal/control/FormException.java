package io.github.congeal.control;

/** A text that does not have the form of a value. */
final class FormException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FormException() {
        super("it is not written so");
    }
}
