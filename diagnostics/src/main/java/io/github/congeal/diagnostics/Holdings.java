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

/** Counts the resources that this process holds: memory, threads, handles, and arrays of a device. */
public final class Holdings {
    private static final Path HANDLES = Path.of("/proc/self/fd");
    private static final int COLLECTIONS = 3;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private final Device device;
    private final ResidentMemory memory = new ResidentMemory();

    /** The resources of this process and of a model's device. */
    public Holdings(Model model) {
        this.device = Networks.of(model).device();
    }

    /**
     * The resources held at a time.
     *
     * @param resident the resident memory in bytes; empty if the system does not report it
     * @param threads the number of Java threads
     * @param handles the number of open files and sockets; empty if the system does not report it
     * @param arrays the number of allocations of the device's memory, including weights; empty if it does not count them
     */
    public record Held(OptionalLong resident, int threads, OptionalLong handles, OptionalLong arrays) {}

    /** The resources held now. */
    public Held now() {
        return new Held(
                memory.now(), ManagementFactory.getThreadMXBean().getThreadCount(), handles(), device.memoriesHeld());
    }

    /** The resources held after garbage collections that go on until no further arrays are freed. */
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
