package io.github.congeal.internal.download;

import java.io.IOException;

/** What a mirror does that trying it again would not change. */
final class MirrorException extends IOException {
    private static final long serialVersionUID = 1L;

    MirrorException(String reason) {
        super(reason);
    }
}
