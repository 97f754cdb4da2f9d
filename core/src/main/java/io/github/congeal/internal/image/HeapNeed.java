package io.github.congeal.internal.image;

/**
 * Estimates what something takes of Java's own heap, where that may be much.
 *
 * @param what it is, as in "cutouts was 1000000"
 * @param bytes how much it takes
 * @param advice what to give instead
 */
public record HeapNeed(String what, double bytes, String advice) {
    /** The part of the heap that may be planned with. */
    private static final double USABLE = 0.5;

    /**
     * What is done with a picture.
     *
     * @param bytesPerPixel that it takes
     */
    public static HeapNeed ofPicture(int width, int height, double bytesPerPixel) {
        return new HeapNeed(
                "the picture was %dx%d".formatted(width, height), bytesPerPixel * width * height, "a smaller one");
    }

    /** The bytes that may be planned with. */
    public static double usable() {
        return USABLE * Runtime.getRuntime().maxMemory();
    }

    /**
     * Requires that there is as much.
     *
     * @throws IllegalArgumentException if not
     */
    public void require() {
        if (bytes > usable()) {
            throw new IllegalArgumentException(
                    "%s, which needs %.1f GB of Java's heap, but it has %.1f: give %s, or Java more with -Xmx"
                            .formatted(what, bytes / 1e9, usable() / 1e9, advice));
        }
    }
}
