package io.github.congeal.control;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A value of a control that contains pictures, perhaps in files. A builder opens the files; for settings from an
 * untrusted source they are never opened.
 *
 * @param <T> the type of the value itself
 */
public interface Pictured<T> {
    /** Returns the pictures. */
    List<ImageSource> pictures();

    /**
     * Returns the same value with its pictures replaced.
     *
     * @param reading returns the same picture, read from its file
     */
    T with(UnaryOperator<ImageSource> reading);
}
