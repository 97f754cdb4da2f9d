package io.github.congeal.diagnostics;

import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What this process holds of what the system and the device give out. */
public final class Holdings {
    private static final Path HANDLES = Path.of("/proc/self/fd");
    private static final int COLLECTIONS = 3;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private final Device device;
    private final ResidentMemory memory = new ResidentMemory();

    /** Those of this process and of a model's device. */
    public Holdings(Model model) {
        this.device = Networks.of(model).device();
    }

    /**
     * What was held at a time.
     *
     * @param resident bytes of memory; empty where the system does not tell
     * @param threads Java's threads
     * @param handles open files and sockets; empty where the system does not tell
     * @param arrays stretches of the device's memory, those of the model's weights among them; empty where the device does
     *     not count them
     */
    public record Held(OptionalLong resident, int threads, OptionalLong handles, OptionalLong arrays) {}

    /** What is held now. */
    public Held now() {
        return new Held(
                memory.now(), ManagementFactory.getThreadMXBean().getThreadCount(), handles(), device.memoriesHeld());
    }

    /** What is held when garbage has been collected until no more arrays were freed by it. */
    public Held afterCollection() {
        OptionalLong arrays = device.memoriesHeld();
        for (int without = 0; without < COLLECTIONS; without++) {
            System.gc();
            LockSupport.parkNanos(PAUSE);
            OptionalLong left = device.memoriesHeld();
            if (!left.equals(arrays)) {
                arrays = left;
                without = 0;
            }
        }
        return now();
    }

    private static OptionalLong handles() {
        try (Stream<Path> open = Files.list(HANDLES)) {
            return OptionalLong.of(open.count());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
