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
    /** The model is loaded and the settings are valid; frames will follow. */
    void began(Generation generation, FrameHistory history);

    /** A frame was made. */
    void reached(Frame frame);

    /** The run is paused after its current frame; no further frame follows until it is resumed. */
    void paused();

    /** Changed settings apply from the next frame on. */
    void changed(Settings changes);

    /** Requested changes were refused, for the reason in the sentence; the run continues unchanged. */
    void refused(String sentence);

    /** The run was saved in a file, from which it can be resumed. */
    void saved(Path file);

    /** All frames were made, or the run was stopped. */
    void ended();

    /** The run could not begin or continue; the sentence says why. */
    void failed(String sentence);
}
