package io.github.congeal.internal.sketcher;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A background for objects. */
@FunctionalInterface
public interface Ground {
    /** White paper. */
    Ground WHITE = side -> new Backdrop(side).picture();

    /** Phrases with the colour of a background, such as "on a red background". */
    Pattern COLOURED = Pattern.compile(" (?:on|against|in front of|over|with) (?:a |an |the )?(?:plain )?" + Paint.NAMES
            + " (?:back)?(?:ground|wall|paper)");

    /** The picture of the background, {@code [side, side, 3]}, 0..1. */
    float[] picture(int side);

    /** A vertical gradient between two colours. */
    static Ground shaded(Rgb top, Rgb bottom) {
        return side -> new Backdrop(side).fill(top, bottom).picture();
    }

    /** The colour of the background that a prompt names. */
    static Optional<Paint> paint(String prompt) {
        Matcher found = COLOURED.matcher(" " + Subject.clean(prompt));
        return found.find() ? Paint.named(found.group(1)) : Optional.empty();
    }
}
