package io.github.congeal.internal.tensor;

/**
 * A fact found about a device, and what to do about it.
 *
 * @param kind what it means for the use of the device
 * @param subject what was examined, such as {@code Driver}
 * @param text what was found, as a sentence
 * @param remedy what to do about it, as a sentence; empty if nothing is to be done
 */
public record Finding(Kind kind, String subject, String text, String remedy) {
    /** What a finding means for the use of the device. */
    public enum Kind {
        /** All is well. */
        FINE,
        /** The device works, but could do better. */
        NOTE,
        /** There is no such device, which is no fault. */
        ABSENT,
        /** There may be a device, but it cannot be used. */
        FAULT
    }

    /** All is well. */
    public static Finding fine(String subject, String text) {
        return new Finding(Kind.FINE, subject, text, "");
    }

    /** The device works, but could do better. */
    public static Finding note(String subject, String text, String remedy) {
        return new Finding(Kind.NOTE, subject, text, remedy);
    }

    /** There is no such device. */
    public static Finding absent(String subject, String text, String remedy) {
        return new Finding(Kind.ABSENT, subject, text, remedy);
    }

    /** The device cannot be used. */
    public static Finding fault(String subject, String text, String remedy) {
        return new Finding(Kind.FAULT, subject, text, remedy);
    }

    /** Whether the device cannot be used because of this. */
    public boolean isObstacle() {
        return kind == Kind.ABSENT || kind == Kind.FAULT;
    }

    /** Text and remedy in one line. */
    public String sentence() {
        return remedy.isEmpty() ? text : text + " " + remedy;
    }
}
