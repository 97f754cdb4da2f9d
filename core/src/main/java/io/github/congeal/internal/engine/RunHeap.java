package io.github.congeal.internal.engine;

import io.github.congeal.internal.image.HeapNeed;

/** What a run takes of Java's own heap. */
final class RunHeap {
    /** Measured: a cutout with its random choices. */
    private static final long CUTOUT = 1300;

    /** A picture is there as a Java image, as its colours and as floats. */
    private static final long PIXEL = 48;

    /** A picture that is only shown is there as bytes and as a Java image, and the one before it may be, too. */
    private static final long SHOWN_PIXEL = 16;

    private RunHeap() {}

    /** The cutouts of a step, and of each target picture their embeddings. */
    static HeapNeed ofCutouts(int count, int dimension, Task task) {
        long targets =
                task.goals().stream().filter(TargetGoal.class::isInstance).count();
        double each = CUTOUT + 2.0 * Float.BYTES * dimension * targets;
        double usable = HeapNeed.usable();
        double most = Math.min(usable / each, targets == 0 ? Integer.MAX_VALUE : (Integer.MAX_VALUE - 8) / dimension);
        return new HeapNeed(
                "cutouts was " + count,
                count > most ? Math.max(count * each, usable + 1) : 0,
                "at most %d".formatted((long) most));
    }

    /** A picture that is sent through a network. */
    static HeapNeed ofPicture(int width, int height) {
        return HeapNeed.ofPicture(width, height, PIXEL);
    }

    /** How many pixels a run's picture may have. */
    static double mostPixels(Task task) {
        return HeapNeed.usable() / pixel(task);
    }

    /** What a run's picture takes, in words. */
    static String ofPixels(double pixels, Task task) {
        return "%.1f GB of Java's heap, but it has %.1f".formatted(pixels * pixel(task) / 1e9, HeapNeed.usable() / 1e9);
    }

    /** A sketch is enlarged as floats. */
    private static long pixel(Task task) {
        return task.sketchings().isEmpty() ? SHOWN_PIXEL : PIXEL;
    }
}
