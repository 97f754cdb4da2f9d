package io.github.congeal.internal.download;

/** Receives the progress of a download. */
public interface Listener {
    /**
     * Reports the progress.
     *
     * @param bytes the number of bytes on the disk, including those of an earlier attempt; fewer than before if the
     *     download started over
     * @param size the size of the file in bytes, or 0 if unknown
     */
    void received(long bytes, long size);

    /** Reports another event, in a sentence without a full stop. */
    void note(String sentence);
}
