package io.github.congeal.internal.engine;

/**
 * What something takes of Java's own heap, where that may be much.
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
