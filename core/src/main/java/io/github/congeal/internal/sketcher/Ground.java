package io.github.congeal.internal.sketcher;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The background that things are drawn on. */
@FunctionalInterface
public interface Ground {
    /** White paper. */
    Ground WHITE = side -> new Backdrop(side).picture();

    /** A colour and its ground: "on a red background". */
    Pattern COLOURED = Pattern.compile(" (?:on|against|in front of|over|with) (?:a |an |the )?(?:plain )?" + Paint.NAMES
            + " (?:back)?(?:ground|wall|paper)");

    /** The picture of it, {@code [side, side, 3]}, values of 0 to 1. */
    float[] picture(int side);

    /** One colour at the top and another at the bottom. */
    static Ground shaded(Rgb top, Rgb bottom) {
        return side -> new Backdrop(side).fill(top, bottom).picture();
    }

    /** The colour that a prompt names for its ground. */
    static Optional<Paint> paint(String prompt) {
        Matcher found = COLOURED.matcher(" " + Subject.clean(prompt));
        return found.find() ? Paint.named(found.group(1)) : Optional.empty();
    }
}
