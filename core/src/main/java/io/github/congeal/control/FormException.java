package io.github.congeal.control;

/** A text that is no value of its form, for no other reason than that it does not look like one. */
final class FormException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FormException() {
        super("it is not written so");
    }
}
