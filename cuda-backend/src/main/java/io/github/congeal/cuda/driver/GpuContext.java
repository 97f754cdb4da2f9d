package io.github.congeal.cuda.driver;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.congeal.DeviceUnavailableException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The context of one GPU, with one stream, which executes everything in the order in which it was submitted, by any thread. So
 * a run never sees unfinished work of another one, and only reading has to wait.
 *
 * <p>Thread-safe.
 */
public final class GpuContext {
    private static final int MULTIPROCESSORS = 16;
    private static final int CAPABILITY_MAJOR = 75;
    private static final int CAPABILITY_MINOR = 76;
    private static final int NON_BLOCKING = 1;
    private static final int NAME_LENGTH = 256;
    private static final int OUT_OF_MEMORY = 2;
    /** The first error code of a failed execution, after which the context is lost. */
    private static final int FIRST_FATAL = 700;

    private static final int LAST_FATAL = 720;

    private final DriverCalls driver;
    private final Pointer context;
    private final Pointer stream;
    private final String name;
    private final int capability;
    private final int multiprocessors;
    private final AtomicLong allocated = new AtomicLong();
    private final Staging staging;
    private volatile @Nullable String lost;

    private GpuContext(DriverCalls driver, int ordinal) {
        this.driver = driver;
        Memory out = new Memory(NAME_LENGTH);
        check("cuInit", driver.cuInit(0));
        check("cuDeviceGet", driver.cuDeviceGet(out, ordinal));
        int device = out.getInt(0);
        check("cuDeviceGetName", driver.cuDeviceGetName(out, NAME_LENGTH, device));
        this.name = out.getString(0);
        this.capability = 10 * attribute(CAPABILITY_MAJOR, device) + attribute(CAPABILITY_MINOR, device);
        this.multiprocessors = attribute(MULTIPROCESSORS, device);
        check("cuDevicePrimaryCtxRetain", driver.cuDevicePrimaryCtxRetain(out, device));
        this.context = out.getPointer(0);
        enter();
        check("cuStreamCreate", driver.cuStreamCreate(out, NON_BLOCKING));
        this.stream = out.getPointer(0);
        this.staging = new Staging(this);
    }

    /**
     * Opens a GPU.
     *
     * @param ordinal its index among the visible GPUs
     * @throws DeviceUnavailableException if it cannot be opened
     */
    public static GpuContext open(DriverCalls driver, int ordinal) {
        return new GpuContext(driver, ordinal);
    }

    private int attribute(int attribute, int device) {
        Memory value = new Memory(Integer.BYTES);
        check("cuDeviceGetAttribute", driver.cuDeviceGetAttribute(value, attribute, device));
        return value.getInt(0);
    }

    /** NVIDIA's name of the GPU. */
    public String name() {
        return name;
    }

    /** Its compute capability times ten, such as 90 for 9.0. */
    public int capability() {
        return capability;
    }

    /** The number of its multiprocessors; no result may depend on it. */
    public int multiprocessors() {
        return multiprocessors;
    }

    /** The bytes of its memory that are allocated now. */
    public long allocatedBytes() {
        return allocated.get();
    }

    /** Why the GPU can no longer be used in this JVM; empty while it works. */
    public Optional<String> lost() {
        return Optional.ofNullable(lost);
    }

    /** The transfers between Java and the GPU. */
    public Staging staging() {
        return staging;
    }

    DriverCalls driver() {
        return driver;
    }

    Pointer stream() {
        return stream;
    }

    /** Makes the context current, before each call: the current context is a state of the thread that others may change. */
    DriverCalls enter() {
        String reason = lost;
        if (reason != null) {
            throw new DeviceUnavailableException(reason);
        }
        check("cuCtxSetCurrent", driver.cuCtxSetCurrent(context));
        return driver;
    }

    /**
     * Allocates memory of the GPU with undefined content.
     *
     * @return its address
     * @throws OutOfMemoryError if there is not enough left
     */
    public long allocate(long bytes) {
        Memory address = new Memory(Long.BYTES);
        int result = enter().cuMemAlloc_v2(address, Math.max(bytes, 1));
        if (result == OUT_OF_MEMORY) {
            throw new OutOfMemoryError(String.format(
                    Locale.ROOT,
                    "the GPU has no %.1f GB of memory left beside the %.1f GB that Congeal holds there: take a smaller model"
                            + " or picture, or close models and runs that are no longer needed, or other programs",
                    bytes / 1e9,
                    allocated.get() / 1e9));
        }
        check("cuMemAlloc", result);
        allocated.addAndGet(bytes);
        return address.getLong(0);
    }

    /** Frees memory after all work submitted so far is done. */
    public void free(long address, long bytes) {
        allocated.addAndGet(-bytes);
        if (lost != null) {
            // The driver has freed it with the context.
            return;
        }
        synchronize();
        check("cuMemFree", enter().cuMemFree_v2(address));
    }

    /** Copies within the GPU. */
    public void copy(long from, long to, long bytes) {
        check("cuMemcpyDtoDAsync", enter().cuMemcpyDtoDAsync_v2(to, from, bytes, stream));
    }

    /** Waits until all submitted work is done. */
    void synchronize() {
        check("cuStreamSynchronize", enter().cuStreamSynchronize(stream));
    }

    /**
     * Checks the result of a function of the driver.
     *
     * @throws DeviceUnavailableException if it is an error
     */
    void check(String function, int result) {
        if (result == 0) {
            return;
        }
        String what = "%s answered with error %s (%s)".formatted(function, result, errorName(result));
        if (result >= FIRST_FATAL && result < LAST_FATAL) {
            lost =
                    ("the GPU stopped computing: %s. Nothing can be computed on it until this program ends; what is loaded"
                                    + " with Device.AUTO from now on computes on the CPU")
                            .formatted(what);
            throw new DeviceUnavailableException(lost);
        }
        throw new DeviceUnavailableException("the GPU cannot be used: %s".formatted(what));
    }

    private String errorName(int result) {
        Memory text = new Memory(Native.POINTER_SIZE);
        text.clear();
        driver.cuGetErrorName(result, text);
        Pointer found = text.getPointer(0);
        return found == null ? "unknown" : found.getString(0);
    }
}
