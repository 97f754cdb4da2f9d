package io.github.congeal.model;

/** Receives the progress of loading a model. */
@FunctionalInterface
public interface LoadListener {
    /** Does nothing. */
    LoadListener NONE = (done, total) -> {};

    /**
     * Called about a hundred times, by the reading threads, but by one at a time.
     *
     * @param done how many weights were read so far, of both networks
     * @param total how many are read in all, not counting parts that are read when they are used
     */
    void loaded(long done, long total);
}
