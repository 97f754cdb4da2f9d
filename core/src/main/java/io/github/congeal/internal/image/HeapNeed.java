package io.github.congeal.internal.image;

import java.util.Locale;

/**
 * The part of Java's heap that an input needs.
 *
 * @param what the input, as in "cutouts was 1000000"
 * @param bytes the bytes that it needs
 * @param advice what to give instead
 */
public record HeapNeed(String what, double bytes, String advice) {
    /** The share of the heap that inputs may need. */
    private static final double USABLE = 0.5;

    /**
     * The need of a picture.
     *
     * @param bytesPerPixel the bytes needed for each of its pixels
     */
    public static HeapNeed ofPicture(int width, int height, double bytesPerPixel) {
        return new HeapNeed(
                "the picture was %sx%s".formatted(width, height), bytesPerPixel * width * height, "a smaller one");
    }

    /** The bytes that inputs may need. */
    public static double usable() {
        return USABLE * Runtime.getRuntime().maxMemory();
    }

    /**
     * Requires that the heap is large enough.
     *
     * @throws IllegalArgumentException if it is not
     */
    public void require() {
        if (bytes > usable()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s, which needs %.1f GB of Java's heap, but it has %.1f: give %s, or Java more with -Xmx",
                    what,
                    bytes / 1e9,
                    usable() / 1e9,
                    advice));
        }
    }
}
