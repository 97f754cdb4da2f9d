package io.github.congeal.internal.engine;

import io.github.congeal.control.Story;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * How much the chapters of a story have of each step. A chapter takes over from the one before it in a straight line, at
 * its beginning.
 *
 * @param beginnings the steps at which the chapters begin, and at the end the number of steps
 * @param blend the part of each chapter in which it takes over, 0 to 1
 */
record StoryShares(List<Double> beginnings, double blend) {
    /**
     * The shares of a run.
     *
     * @param steps how many it takes
     */
    static StoryShares of(Story story, double blend, int steps) {
        return new StoryShares(story.beginnings(steps), blend);
    }

    /** The share of a chapter after a number of steps; those of all chapters are 1 together. */
    IntToDoubleFunction of(int chapter) {
        return step -> arrived(chapter, step) - (chapter + 2 == beginnings.size() ? 0 : arrived(chapter + 1, step));
    }

    /** How far a chapter has taken over from all before it. */
    private double arrived(int chapter, int step) {
        if (chapter == 0) {
            return 1;
        }
        double since = step - beginnings.get(chapter);
        double takes = blend * (beginnings.get(chapter + 1) - beginnings.get(chapter));
        return since < 0 ? 0 : since >= takes ? 1 : since / takes;
    }
}
