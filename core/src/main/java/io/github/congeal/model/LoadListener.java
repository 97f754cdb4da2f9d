package io.github.congeal.model;

/** Receives the progress of loading a model. */
@FunctionalInterface
public interface LoadListener {
    /** Does nothing. */
    LoadListener NONE = (done, total) -> {};

    /**
     * Called about a hundred times, by the reading threads, one at a time.
     *
     * @param done the number of weights read so far, of both networks
     * @param total the number to be read, without the parts that are read on first use
     */
    void loaded(long done, long total);
}
