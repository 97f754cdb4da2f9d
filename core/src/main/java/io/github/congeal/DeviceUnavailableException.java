package io.github.congeal;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the requested {@linkplain io.github.congeal.control.Device device} cannot be used: it is missing or
 * unsuitable, or this JVM already computes on another. The message says why and what to do.
 */
public class DeviceUnavailableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception for a device that cannot be used.
     *
     * @param message the reason, and what to do
     */
    public DeviceUnavailableException(String message) {
        this(message, null);
    }

    /**
     * Creates an exception for a device that failed to start.
     *
     * @param message the reason, and what to do
     * @param cause the underlying failure, or null
     */
    public DeviceUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
