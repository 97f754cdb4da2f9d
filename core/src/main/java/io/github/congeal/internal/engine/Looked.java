package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.CutoutCount;

/** Decides how many of a term's cutouts are embedded: all of them in a run, fewer in a dry run, where they suffice. */
@FunctionalInterface
interface Looked {
    /**
     * The number of cutouts to embed.
     *
     * @param count the number of cutouts of the settings
     * @param chunk how many go through CLIP at once
     */
    CutoutCount of(CutoutCount count, int chunk);
}
