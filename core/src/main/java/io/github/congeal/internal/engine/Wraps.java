package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.tensor.Wrap;

/** Finds the directions in which the picture that settings ask for wraps around. */
final class Wraps {
    private Wraps() {}

    /** That of the tiling. */
    static Wrap of(Settings settings) {
        return switch (settings.get(Control.TILING)) {
            case NONE -> Wrap.NONE;
            case HORIZONTAL -> Wrap.HORIZONTAL;
            case VERTICAL -> Wrap.VERTICAL;
            case BOTH -> Wrap.BOTH;
        };
    }
}
