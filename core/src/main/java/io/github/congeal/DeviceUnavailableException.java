package io.github.congeal;

import org.jspecify.annotations.Nullable;

/**
 * The {@linkplain io.github.congeal.control.Device device} that was asked for cannot be had: it is missing or unfit, or this JVM already computes
 * on another. The message says why and what to do.
 */
public class DeviceUnavailableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Reports a device that cannot be had.
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
