package io.github.congeal.video;

/** Receives the progress of finishing a film: the frames in reverse, the hold, writing the file. */
@FunctionalInterface
public interface FinishingListener {
    /**
     * Called on the thread that closes the writer.
     *
     * @param done from 0 to {@code total}, never falling; equal to {@code total} once the file is complete
     * @param total the number of units of work, at least 1
     */
    void finishing(int done, int total);
}
