package io.github.congeal.cuda;

/**
 * One thing that was looked at, and what to do about it.
 *
 * @param kind whether it is as it should be
 * @param subject what was looked at: {@code Driver}
 * @param text what was found, as a sentence
 * @param remedy what to do about it, as a sentence; empty where nothing need be done
 */
public record Finding(Kind kind, String subject, String text, String remedy) {
    /** Whether something is as it should be. */
    public enum Kind {
        /** It is. */
        FINE,
        /** It works, but could be better. */
        NOTE,
        /** It keeps the engine from using the GPU. */
        FAULT
    }

    static Finding fine(String subject, String text) {
        return new Finding(Kind.FINE, subject, text, "");
    }

    static Finding note(String subject, String text, String remedy) {
        return new Finding(Kind.NOTE, subject, text, remedy);
    }

    static Finding fault(String subject, String text, String remedy) {
        return new Finding(Kind.FAULT, subject, text, remedy);
    }

    /** Text and remedy in one line. */
    String sentence() {
        return remedy.isEmpty() ? text : text + " " + remedy;
    }
}
