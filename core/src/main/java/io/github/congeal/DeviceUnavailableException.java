package io.github.congeal;

import org.jspecify.annotations.Nullable;

/**
 * The {@linkplain io.github.congeal.control.Device device} that was requested cannot be used: it is missing or
 * unsuitable, or this JVM already computes on another. The message says why and what to do.
 */
public class DeviceUnavailableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Reports a device that cannot be used.
     *
     * @param message why, and what to do
     */
    public DeviceUnavailableException(String message) {
        this(message, null);
    }

    /**
     * Reports a device that failed to start.
     *
     * @param message why, and what to do
     * @param cause what it failed with, or null
     */
    public DeviceUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
