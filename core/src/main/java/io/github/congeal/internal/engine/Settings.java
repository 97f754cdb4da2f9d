package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.CutoutMethod;

/**
 * The numbers that a run goes by.
 *
 * @param width the picture's width, a multiple of the VQGAN's factor
 * @param height the picture's height, likewise
 * @param seed decides every random draw
 * @param stepSize the optimiser's learning rate
 * @param cutouts how many cutouts CLIP looks at in each step
 * @param cutoutMethod how they are chosen
 * @param memoryLimit the bytes that the process may come to hold, see {@link MemoryPlan}
 */
public record Settings(
        int width, int height, long seed, double stepSize, int cutouts, CutoutMethod cutoutMethod, long memoryLimit) {
    /** Settings that take the memory that there is. */
    public Settings(int width, int height, long seed, double stepSize, int cutouts, CutoutMethod cutoutMethod) {
        this(width, height, seed, stepSize, cutouts, cutoutMethod, Long.MAX_VALUE);
    }

    /** The same with another size. */
    Settings withSize(int newWidth, int newHeight) {
        return new Settings(newWidth, newHeight, seed, stepSize, cutouts, cutoutMethod, memoryLimit);
    }
}
