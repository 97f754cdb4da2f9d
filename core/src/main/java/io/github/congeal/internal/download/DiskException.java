package io.github.congeal.internal.download;

import java.io.IOException;

/** Thrown if this machine's disk is at fault, so that another mirror would not help. */
final class DiskException extends IOException {
    private static final long serialVersionUID = 1L;

    DiskException(String reason) {
        super(reason);
    }

    DiskException(String reason, IOException cause) {
        super(reason, cause);
    }
}
