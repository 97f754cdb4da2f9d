package io.github.congeal.internal.sketcher;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Words without a drawing in the book, each with the name of a similar drawing: for a moth, a butterfly. */
final class Relatives {
    /** No relatives. */
    static final Relatives NONE = new Relatives(Map.of(), Set.of());

    private final Map<String, String> names;
    private final Set<String> known;

    /**
     * The relatives of some words.
     *
     * @param names the name of a drawing for each word
     * @param known the names of the book's drawings, which need no relative
     */
    Relatives(Map<String, String> names, Set<String> known) {
        this.names = new HashMap<>(names);
        this.known = known;
    }

    /** The name to look up instead of a subject, found by the whole subject, its bare form, or its last noun. */
    Optional<String> of(Subject subject) {
        String bare = subject.bare();
        String noun = bare.substring(bare.lastIndexOf(' ') + 1);
        for (String tried : new String[] {subject.whole(), bare, noun}) {
            String name = names.get(tried);
            if (name != null) {
                return Optional.of(name);
            }
            if (known.contains(tried)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
