package io.github.congeal.internal.sketcher;

import java.util.Optional;

/**
 * An object of a prompt.
 *
 * @param phrase its phrase, such as "a green frog"
 * @param paint the colour that the phrase asks for
 */
record Thing(String phrase, Optional<Paint> paint) {
    /** The object of a phrase. */
    static Thing of(String phrase) {
        return new Thing(phrase, Paint.of(phrase));
    }
}
