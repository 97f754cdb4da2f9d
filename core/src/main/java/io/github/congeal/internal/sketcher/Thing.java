package io.github.congeal.internal.sketcher;

import java.util.Optional;

/**
 * A thing of a prompt.
 *
 * @param phrase what is said of it: "a green frog"
 * @param paint the colour that is asked for
 */
record Thing(String phrase, Optional<Paint> paint) {
    /** What a phrase says. */
    static Thing of(String phrase) {
        return new Thing(phrase, Paint.of(phrase));
    }
}
