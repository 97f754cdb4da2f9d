package io.github.congeal.samples;

import io.github.congeal.Frame;

/**
 * The frames of a run to be shown: for each of some steps the first frame that has taken as many, since frames may be
 * several steps apart, and the last frame. One that stands for several steps is shown once.
 */
final class Moments {
    private final int[] steps;
    private int next;

    /** @param steps ascending */
    Moments(int... steps) {
        this.steps = steps;
    }

    /** Returns whether a frame is to be shown; to be asked once for each frame of the run, in order. */
    boolean include(Frame frame) {
        boolean included = frame.isLast();
        while (next < steps.length && steps[next] <= frame.iteration()) {
            included = true;
            next++;
        }
        return included;
    }
}
