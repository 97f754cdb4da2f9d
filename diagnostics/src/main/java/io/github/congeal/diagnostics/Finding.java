package io.github.congeal.diagnostics;

/**
 * One finding about the machine, and what to do about it.
 *
 * @param kind what it means
 * @param subject what was examined, such as {@code Driver}
 * @param text what was found, as a sentence
 * @param advice what to do about it, as a sentence; empty if nothing is to be done
 */
public record Finding(Kind kind, String subject, String text, String advice) {
    /** What a finding means. */
    public enum Kind {
        /** All is well. */
        FINE,
        /** It works, but could be better. */
        NOTE,
        /** It is not there, and need not be. */
        ABSENT,
        /** It prevents a device from being used. */
        FAULT
    }

    static Finding fine(String subject, String text) {
        return new Finding(Kind.FINE, subject, text, "");
    }

    static Finding note(String subject, String text, String advice) {
        return new Finding(Kind.NOTE, subject, text, advice);
    }

    static Finding absent(String subject, String text, String advice) {
        return new Finding(Kind.ABSENT, subject, text, advice);
    }

    /** A fault that the engine tells in a sentence without its capital letter and full stop, with what to do about it. */
    static Finding fault(String subject, String obstacle) {
        return new Finding(
                Kind.FAULT, subject, Character.toUpperCase(obstacle.charAt(0)) + obstacle.substring(1) + ".", "");
    }

    /** A finding of the engine. */
    static Finding of(io.github.congeal.internal.tensor.Finding found) {
        return new Finding(Kind.valueOf(found.kind().name()), found.subject(), found.text(), found.remedy());
    }

    /** Whether this prevents a device from being used. */
    public boolean isObstacle() {
        return kind == Kind.ABSENT || kind == Kind.FAULT;
    }

    /** The same finding as a note, if there is another way. */
    Finding asNote() {
        return new Finding(Kind.NOTE, subject, text, "");
    }
}
