package io.github.congeal.internal.engine;

/**
 * Estimates what something takes of Java's own heap, where that may be much.
 *
 * @param what it is, as in "cutouts was 1000000"
 * @param bytes how much it takes
 * @param advice what to give instead
 */
record HeapNeed(String what, double bytes, String advice) {
    /** Measured: a cutout with its random choices. */
    private static final long CUTOUT = 1300;

    /** A picture is there as a Java image, as its colours and as floats. */
    private static final long PIXEL = 48;

    /** A picture that is only shown is there as bytes and as a Java image, and the one before it may be, too. */
    private static final long SHOWN_PIXEL = 16;

    /** The part of the heap that may be planned with. */
    private static final double USABLE = 0.5;

    /** The cutouts of a step, and of each target picture their embeddings. */
    static HeapNeed ofCutouts(int count, int dimension, Task task) {
        long targets =
                task.goals().stream().filter(TargetGoal.class::isInstance).count();
        double each = CUTOUT + 2.0 * Float.BYTES * dimension * targets;
        double most = Math.min(usable() / each, targets == 0 ? Integer.MAX_VALUE : (Integer.MAX_VALUE - 8) / dimension);
        return new HeapNeed(
                "cutouts was " + count,
                count > most ? Math.max(count * each, usable() + 1) : 0,
                "at most %d".formatted((long) most));
    }

    /** A picture that is sent through a network. */
    static HeapNeed ofPicture(int width, int height) {
        return new HeapNeed(
                "the picture was %dx%d".formatted(width, height), (double) PIXEL * width * height, "a smaller one");
    }

    /** How many pixels a run's picture may have. */
    static double mostPixels(Task task) {
        return usable() / pixel(task);
    }

    /** What a run's picture takes, in words. */
    static String ofPixels(double pixels, Task task) {
        return "%.1f GB of Java's heap, but it has %.1f".formatted(pixels * pixel(task) / 1e9, usable() / 1e9);
    }

    /** A sketch is enlarged as floats. */
    private static long pixel(Task task) {
        return task.sketchings().isEmpty() ? SHOWN_PIXEL : PIXEL;
    }

    private static double usable() {
        return USABLE * Runtime.getRuntime().maxMemory();
    }

    /**
     * Requires that there is as much.
     *
     * @throws IllegalArgumentException if not
     */
    void require() {
        if (bytes > usable()) {
            throw new IllegalArgumentException(
                    "%s, which needs %.1f GB of Java's heap, but it has %.1f: give %s, or Java more with -Xmx"
                            .formatted(what, bytes / 1e9, usable() / 1e9, advice));
        }
    }
}
