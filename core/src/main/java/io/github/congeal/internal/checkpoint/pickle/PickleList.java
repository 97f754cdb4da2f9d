package io.github.congeal.internal.checkpoint.pickle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Python list, tuple or set. */
public final class PickleList {
    private final List<@Nullable Object> items;

    /** A list with a copy of the given values. */
    public PickleList(List<@Nullable Object> items) {
        this.items = new ArrayList<>(items);
    }

    /** The values in order. */
    public List<@Nullable Object> items() {
        return items;
    }
}
