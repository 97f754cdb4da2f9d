package io.github.congeal.control;

/** Thrown when a text does not have the form of a value. */
final class FormException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FormException() {
        super("it is not written so");
    }
}
