package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.tensor.Wrap;

/** Maps the tiling of the settings to the directions in which pictures are periodic. */
final class Wraps {
    private Wraps() {}

    /** The directions in which the picture is periodic. */
    static Wrap of(Settings settings) {
        return switch (settings.get(Control.TILING)) {
            case NONE -> Wrap.NONE;
            case HORIZONTAL -> Wrap.HORIZONTAL;
            case VERTICAL -> Wrap.VERTICAL;
            case BOTH -> Wrap.BOTH;
        };
    }
}
