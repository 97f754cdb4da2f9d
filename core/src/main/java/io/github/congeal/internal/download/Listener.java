package io.github.congeal.internal.download;

/** Receives the progress of a download. */
public interface Listener {
    /**
     * Tells what is on the disk.
     *
     * @param bytes how many bytes are there, those of an earlier attempt included; fewer than before after a start over
     * @param size how many it will be, or 0 if that is not known
     */
    void received(long bytes, long size);

    /** Tells something else, in a sentence without its full stop. */
    void note(String sentence);
}
