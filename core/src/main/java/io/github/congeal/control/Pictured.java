package io.github.congeal.control;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A value of a control that has pictures, which may lie in files: they are opened for the builder, and never for settings
 * from a stranger.
 *
 * @param <T> the type of the value itself
 */
public interface Pictured<T> {
    /** The pictures. */
    List<ImageSource> pictures();

    /**
     * The same value with other pictures in their places.
     *
     * @param reading gives for each picture the same one, read from its file
     */
    T with(UnaryOperator<ImageSource> reading);
}
