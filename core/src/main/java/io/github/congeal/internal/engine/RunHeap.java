package io.github.congeal.internal.engine;

import io.github.congeal.internal.image.HeapNeed;
import java.util.Locale;

/** Estimates of the Java heap that a run needs. */
final class RunHeap {
    /** Measured: the bytes of a cutout with its random choices. */
    private static final long CUTOUT = 1300;

    /** The bytes per pixel of a picture that exists as a Java image, as ints and as floats. */
    private static final long PIXEL = 48;

    /** The bytes per pixel of a picture that is only shown, as bytes and as a Java image, perhaps with the one before. */
    private static final long SHOWN_PIXEL = 16;

    private RunHeap() {}

    /** The need of the cutouts of a step, and of the embeddings of each target picture. */
    static HeapNeed ofCutouts(int count, int dimension, Task task) {
        long targets =
                task.goals().stream().filter(TargetGoal.class::isInstance).count();
        double each = CUTOUT + 2.0 * Float.BYTES * dimension * targets;
        double usable = HeapNeed.usable();
        double most = Math.min(usable / each, targets == 0 ? Integer.MAX_VALUE : (Integer.MAX_VALUE - 8) / dimension);
        return new HeapNeed(
                "cutouts was " + count,
                count > most ? Math.max(count * each, usable + 1) : 0,
                "at most %s".formatted((long) most));
    }

    /** The need of a picture that is processed by a network. */
    static HeapNeed ofPicture(int width, int height) {
        return HeapNeed.ofPicture(width, height, PIXEL);
    }

    /** The most pixels that the picture of a run may have. */
    static double mostPixels(Task task) {
        return HeapNeed.usable() / pixel(task);
    }

    /** The need of a run's picture, in words. */
    static String ofPixels(double pixels, Task task) {
        return String.format(
                Locale.ROOT,
                "%.1f GB of Java's heap, but it has %.1f",
                pixels * pixel(task) / 1e9,
                HeapNeed.usable() / 1e9);
    }

    /** The bytes per pixel of a run's picture; a sketch is resized as floats. */
    private static long pixel(Task task) {
        return task.sketchings().isEmpty() ? SHOWN_PIXEL : PIXEL;
    }
}
