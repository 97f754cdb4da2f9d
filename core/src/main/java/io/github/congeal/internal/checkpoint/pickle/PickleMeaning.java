package io.github.congeal.internal.checkpoint.pickle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Interprets a pickle's calls and persistent identifiers. */
public interface PickleMeaning {
    /**
     * The result of calling a class or function.
     *
     * @param callable the class or function; the result of an unknown one is a {@link PickleObject}
     * @param arguments its arguments
     * @throws PickleException if the arguments do not fit
     */
    Object call(PickleGlobal callable, List<@Nullable Object> arguments);

    /**
     * The object outside of the pickle with this persistent identifier.
     *
     * @throws PickleException if there is none
     */
    Object persistent(@Nullable Object identifier);

    /** The interpretation of pickles of plain values, without calls and persistent identifiers. */
    PickleMeaning NONE = new PickleMeaning() {
        @Override
        public Object call(PickleGlobal callable, List<@Nullable Object> arguments) {
            return new PickleObject(callable.toString());
        }

        @Override
        public Object persistent(@Nullable Object identifier) {
            throw new PickleException("a persistent identifier has no meaning here");
        }
    };
}
