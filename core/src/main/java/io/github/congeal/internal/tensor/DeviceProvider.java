package io.github.congeal.internal.tensor;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Offers a device; found on the class path by {@link java.util.ServiceLoader}. */
public interface DeviceProvider {
    /** What kind of device it offers. */
    Processor processor();

    /** The rank of the device: among usable devices, the one with the highest score is chosen. The CPU's score is 0. */
    int score();

    /** Whether the class path has what the device needs; if not, the provider is ignored. */
    default boolean isPresent() {
        return true;
    }

    /** Finds out whether the device can be used, without starting anything. Throws nothing. */
    Verdict examine();

    /** The findings about the device, in the order of the examination; starts nothing, and throws nothing. */
    default List<Finding> findings() {
        return List.of();
    }

    /**
     * The device; called only where it can be used.
     *
     * @param verdict what {@link #examine} found
     */
    Device open(Verdict verdict);

    /**
     * A device for dry runs only: weights are counted and take no memory, and the hardware need not be present. Empty if
     * this kind of device cannot be planned for without the hardware.
     */
    default Optional<Device> dry() {
        return Optional.empty();
    }

    /**
     * Whether a device can be used.
     *
     * @param obstacle why the device cannot be used and what to do about it, in sentences; null if it can be used
     * @param name the device's name, empty if none was found
     * @param memory how many bytes of its memory a run may take; 0 if it has none of its own
     */
    record Verdict(@Nullable String obstacle, String name, long memory) {}
}
