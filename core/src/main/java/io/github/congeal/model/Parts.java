package io.github.congeal.model;

import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.ThreadLimit;

/** Loads parts of a model at the same time, on no more threads than a device may use. */
final class Parts {
    private Parts() {}

    /**
     * Loads them, each with its share of the threads. Returns when all are loaded, or when one has failed and no other
     * is still being loaded.
     */
    static void load(Device device, Runnable... parts) {
        int share = Math.max(1, ThreadLimit.atMost(device.workers().count()) / parts.length);
        device.workers()
                .run(
                        parts.length,
                        (worker, part) -> ThreadLimit.within(share, () -> {
                            parts[part].run();
                            return true;
                        }));
    }
}
