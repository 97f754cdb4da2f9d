package io.github.congeal.model;

/** Receives the progress of a download, on the thread that started it. */
@FunctionalInterface
public interface DownloadListener {
    /** Does nothing. */
    DownloadListener NONE = (model, bytes, size) -> {};

    /**
     * Called about twenty times a second with the amount on disk.
     *
     * @param model the model that is being downloaded
     * @param bytes the number of bytes on disk, including those of an earlier attempt; it decreases if a mirror makes
     *     the download start over
     * @param size the size of the file in bytes, or 0 if unknown
     */
    void received(PublishedModel model, long bytes, long size);

    /**
     * Called for other events: a broken connection, the next mirror, waiting for another program, verification.
     *
     * @param model the model that is being downloaded
     * @param sentence a sentence without its full stop
     */
    default void note(PublishedModel model, String sentence) {}
}
