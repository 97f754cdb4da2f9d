package io.github.congeal.internal.checkpoint.pickle;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Python dictionary. Strings, numbers and globals are compared by value as keys, all other objects by identity, so that no
 * hash code is computed over nested values, which might contain themselves.
 */
public final class PickleDict {
    private final Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();

    /** The entries, in the order in which they were first set. */
    public Map<@Nullable Object, @Nullable Object> entries() {
        return entries;
    }

    /** The value of a key; null if there is none. */
    public @Nullable Object get(Object key) {
        return entries.get(key);
    }

    void set(@Nullable Object key, @Nullable Object value) {
        entries.put(key, value);
    }
}
