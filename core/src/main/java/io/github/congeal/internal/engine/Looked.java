package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.CutoutCount;

/** How many of a term's cutouts are looked at: all of them in a run, and fewer in a dry run, where they tell enough. */
@FunctionalInterface
interface Looked {
    /**
     * As many as are looked at.
     *
     * @param count as many as there are
     * @param chunk how many go through CLIP at once
     */
    CutoutCount of(CutoutCount count, int chunk);
}
