package io.github.congeal.model;

/** Is told how far the loading of a model has come. */
@FunctionalInterface
public interface LoadListener {
    /** Hears nothing. */
    LoadListener NONE = (done, total) -> {};

    /**
     * Some weights were read. Called by the threads that read, by one at a time, some hundred times.
     *
     * @param done how many weights were read so far, of both networks
     * @param total how many are read at once; those of parts that are read when they are used do not count
     */
    void loaded(long done, long total);
}
