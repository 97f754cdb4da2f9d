package io.github.congeal.internal.checkpoint.pickle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An instance of an unknown class, or the result of an unknown call, with the content that the pickle gives it. */
public final class PickleObject {
    private final String type;
    private final PickleDict entries = new PickleDict();
    private final List<@Nullable Object> items = new ArrayList<>();
    private @Nullable PickleDict attributes;

    /** An object without content, of the class or function of that name. */
    public PickleObject(String type) {
        this.type = type;
    }

    /** The full name of its class, or of the function whose result it is. */
    public String type() {
        return type;
    }

    /** Its attributes; null if the pickle gives none. */
    public @Nullable PickleDict attributes() {
        return attributes;
    }

    /** The entries that were set by key, for a subclass of a dictionary. */
    public PickleDict entries() {
        return entries;
    }

    /** The items that were appended, for a subclass of a list. */
    public List<@Nullable Object> items() {
        return items;
    }

    /** Sets the attributes as Python's default does, from a dictionary or a pair that begins with one. */
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
