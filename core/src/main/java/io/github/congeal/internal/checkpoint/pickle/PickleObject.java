package io.github.congeal.internal.checkpoint.pickle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object of an unknown class, or the result of an unknown call, as the pickle describes it. */
public final class PickleObject {
    private final String type;
    private final PickleDict entries = new PickleDict();
    private final List<@Nullable Object> items = new ArrayList<>();
    private @Nullable PickleDict attributes;

    /** An object without content of the class or function of that name. */
    public PickleObject(String type) {
        this.type = type;
    }

    /** The full name of its class, or of the function that it would have come from. */
    public String type() {
        return type;
    }

    /** Its attributes; null if the pickle gives none. */
    public @Nullable PickleDict attributes() {
        return attributes;
    }

    /** What was set by key: it is some kind of dictionary then. */
    public PickleDict entries() {
        return entries;
    }

    /** What was appended: it is some kind of list then. */
    public List<@Nullable Object> items() {
        return items;
    }

    /** Takes the state as Python's default does: a dictionary, or a pair whose first part is one. */
    void build(@Nullable Object state) {
        if (state instanceof PickleDict dictionary) {
            attributes = dictionary;
        } else if (state instanceof PickleList pair
                && pair.items().size() == 2
                && pair.items().get(0) instanceof PickleDict dictionary) {
            attributes = dictionary;
        }
    }
}
