package io.github.congeal.samples.window;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.control.Settings;
import java.nio.file.Path;

/**
 * Receives the events of a run. Every call is on the event thread, in order; the last one is {@code ended} or {@code
 * failed}.
 */
interface RunListener {
    /** All is loaded and checked; frames will come. */
    void began(Generation generation, FrameHistory history);

    /** A frame was made. */
    void reached(Frame frame);

    /** The run is paused after its current frame; no frame comes until it is continued. */
    void paused();

    /** The picture goes on with other settings from the next frame on. */
    void changed(Settings changes);

    /** What was to change cannot; the picture goes on as it did, and the sentence says why. */
    void refused(String sentence);

    /** The run was saved in a file, from which it can go on. */
    void saved(Path file);

    /** All frames were made, or the run was stopped. */
    void ended();

    /** The run could not begin or continue; the sentence says why. */
    void failed(String sentence);
}
