package io.github.congeal.internal.engine;

import io.github.congeal.control.Story;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The weights of a story's chapters in each step. At its beginning, a chapter is blended in linearly, and the one before it
 * out.
 *
 * @param beginnings the steps at which the chapters begin, followed by the number of steps
 * @param blend the fraction of each chapter in which it is blended in, 0..1
 */
record StoryShares(List<Double> beginnings, double blend) {
    /**
     * The weights in a run.
     *
     * @param steps the number of steps of the run
     */
    static StoryShares of(Story story, double blend, int steps) {
        return new StoryShares(story.beginnings(steps), blend);
    }

    /** The weight of a chapter after a number of steps; the weights of all chapters add up to 1. */
    IntToDoubleFunction of(int chapter) {
        return step -> arrived(chapter, step) - (chapter + 2 == beginnings.size() ? 0 : arrived(chapter + 1, step));
    }

    /** The weight of a chapter and all after it, 0..1. */
    private double arrived(int chapter, int step) {
        if (chapter == 0) {
            return 1;
        }
        double since = step - beginnings.get(chapter);
        double takes = blend * (beginnings.get(chapter + 1) - beginnings.get(chapter));
        return since < 0 ? 0 : since >= takes ? 1 : since / takes;
    }
}
