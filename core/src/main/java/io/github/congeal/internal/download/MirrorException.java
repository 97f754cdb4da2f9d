package io.github.congeal.internal.download;

import java.io.IOException;

/** Thrown for a mirror's failure that a retry would not change. */
final class MirrorException extends IOException {
    private static final long serialVersionUID = 1L;

    MirrorException(String reason) {
        super(reason);
    }
}
