package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.CutoutCount;

/**
 * Decides how many of a term's cutouts are embedded: all of them in a run; in a dry run only as many as are needed to find
 * the memory that all of them take.
 */
@FunctionalInterface
interface CutoutsToEmbed {
    /**
     * The number of cutouts to embed.
     *
     * @param count the number of cutouts that the settings ask for
     * @param chunk how many go through CLIP at once
     */
    CutoutCount of(CutoutCount count, int chunk);
}
