package io.github.congeal.samples.window;

import io.github.congeal.Frame;
import io.github.congeal.Generation;

/** Hears of a run. Every call comes on the event thread, in order; the last one is {@code ended} or {@code failed}. */
interface RunListener {
    /** All is loaded and checked; frames will come. */
    void began(Generation generation, FrameHistory history);

    /** A frame was made. */
    void reached(Frame frame);

    /** The run rests after the frame that it was asked to pause in; none will come until it is continued. */
    void paused();

    /** All frames were made, or the run was stopped. */
    void ended();

    /** The run could not begin or go on; the sentence says why. */
    void failed(String sentence);
}
