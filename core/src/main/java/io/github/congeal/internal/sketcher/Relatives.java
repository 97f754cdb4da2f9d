package io.github.congeal.internal.sketcher;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Words that name no drawing of a book, each with the name of one that is of a similar kind: a moth is a butterfly. */
final class Relatives {
    /** None at all. */
    static final Relatives NONE = new Relatives(Map.of(), Set.of());

    private final Map<String, String> names;
    private final Set<String> known;

    /**
     * Some relatives.
     *
     * @param names the name of a drawing for each word
     * @param known what the book has drawings of, and needs no relative
     */
    Relatives(Map<String, String> names, Set<String> known) {
        this.names = new HashMap<>(names);
        this.known = known;
    }

    /** What to look up instead of a subject: as a whole, without what it comes with, or the noun it ends with. */
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
