package io.github.congeal.internal.tensor;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Offers a device; found on the class path by {@link java.util.ServiceLoader}. */
public interface DeviceProvider {
    /** What kind of device it offers. */
    Processor processor();

    /** How good the device is: of those that can be used, the one with the highest score is taken. The CPU's is 0. */
    int score();

    /** Whether the class path has what it needs; if not, there is nothing to say of it. */
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
     * A device for dry runs alone, where the kind it offers can be counted on: weights are counted and take no memory, and
     * no such device need be there.
     */
    default Optional<Device> dry() {
        return Optional.empty();
    }

    /**
     * Whether a device can be used.
     *
     * @param obstacle why not, and what to do about it, in sentences; null if it can
     * @param name the device's name, empty if none was found
     * @param memory how many bytes of its memory a run may take; 0 if it has none of its own
     */
    record Verdict(@Nullable String obstacle, String name, long memory) {}
}
