package io.github.congeal.model;

/** Is told how far a download has come, on the thread that asked for it. */
@FunctionalInterface
public interface DownloadListener {
    /** Hears nothing. */
    DownloadListener NONE = (model, bytes, size) -> {};

    /**
     * Tells how much is on the disk, some twenty times a second.
     *
     * @param model what is being downloaded
     * @param bytes how many bytes are there, those of an earlier attempt included; it goes back when a mirror makes the
     *     download start over
     * @param size how many it will be, or 0 if that is not known
     */
    void received(PublishedModel model, long bytes, long size);

    /**
     * Tells what else happens: a broken connection, the next mirror, waiting for another program, the verification.
     *
     * @param model what is being downloaded
     * @param sentence a sentence without its full stop
     */
    default void note(PublishedModel model, String sentence) {}
}
