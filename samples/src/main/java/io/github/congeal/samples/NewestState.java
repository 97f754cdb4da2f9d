package io.github.congeal.samples;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.SavedRun;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The newest state of a run, from which it can be resumed, and the file that it is saved in, if any. */
final class NewestState {
    private final @Nullable Path file;
    private @Nullable SavedRun newest;
    private @Nullable SavedRun saved;

    NewestState(@Nullable Path file) {
        this.file = file;
    }

    /** Takes the state after a frame; after the last one there is nothing to be resumed. */
    synchronized void replaceBy(FrameIterator frames, Frame frame) {
        if (file != null && !frame.isLast()) {
            newest = frames.saved();
        }
    }

    /** Saves the newest state, unless it is already in the file; returns the file if there is a state in it. */
    synchronized @Nullable Path save() {
        if (newest == null || file == null) {
            return null;
        }
        if (newest != saved) {
            newest.write(file);
            saved = newest;
        }
        return file;
    }
}
