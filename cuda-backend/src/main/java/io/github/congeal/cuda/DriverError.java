package io.github.congeal.cuda;

/** Thrown when the driver returns an error. */
final class DriverError extends Exception {

    private static final long serialVersionUID = 1L;

    /** No CUDA-capable device, or none visible. */
    static final int NO_DEVICE = 100;

    private final int code;

    DriverError(String function, int code) {
        super("%s answered with error %s (%s).".formatted(function, code, name(code)));
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Returns the error's name in the CUDA Driver API. */
    private static String name(int code) {
        return switch (code) {
            case 2 -> "out of memory";
            case 3 -> "not initialized";
            case 34 -> "the library is a stub, not a driver";
            case 46 -> "device busy or unavailable";
            case NO_DEVICE -> "no device";
            case 101 -> "invalid device";
            case 304 -> "an operating system call failed";
            case 802 -> "system not ready";
            case 803 -> "the parts of the driver are of different versions";
            case 804 -> "forward compatibility is not for this GPU";
            default -> "unknown to this program";
        };
    }

    /** Returns what to do about it. */
    String remedy() {
        return switch (code) {
            case 34 -> "A stub for linking stands before the driver on the library path: take it out.";
            case 2, 46 -> "Another program occupies the GPU: end it, or wait for it.";
            case 802 -> "Start NVIDIA's fabric manager or persistence daemon, or wait until the system is up.";
            case 803 -> "The driver was updated while the system ran: restart the computer.";
            case 804 -> "Take the package cuda-compat off the library path, or install a newer driver.";
            default -> "Restart the computer; if that does not help, install the driver anew.";
        };
    }
}
