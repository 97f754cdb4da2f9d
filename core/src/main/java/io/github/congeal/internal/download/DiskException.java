package io.github.congeal.internal.download;

import java.io.IOException;

/** Thrown for a fault of this machine, which no other mirror would mend. */
final class DiskException extends IOException {
    private static final long serialVersionUID = 1L;

    DiskException(String reason) {
        super(reason);
    }

    DiskException(String reason, IOException cause) {
        super(reason, cause);
    }
}
