package io.github.congeal.cuda.driver;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.congeal.DeviceUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The kernels that a context has loaded, by name. Thread-safe. */
public final class KernelCode {
    private static final int MOST_SHARED_BYTES = 8;
    /** The shared memory in bytes that a kernel may use without requesting more. */
    private static final int USUAL_SHARED = 48 << 10;

    private final GpuContext context;
    private final Pointer module;
    private final Map<String, Pointer> kernels = new ConcurrentHashMap<>();

    private KernelCode(GpuContext context, byte[] code) {
        this.context = context;
        // PTX is text and ends with a zero.
        Memory image = new Memory(code.length + 1L);
        image.write(0, code, 0, code.length);
        image.setByte(code.length, (byte) 0);
        Memory out = new Memory(Native.POINTER_SIZE);
        context.check("cuModuleLoadData", context.enter().cuModuleLoadData(out, image));
        this.module = out.getPointer(0);
    }

    /**
     * Loads code, which the driver translates if it is PTX.
     *
     * @param owner the class beside which the resource lies
     * @param resource the name of the resource
     * @throws DeviceUnavailableException if the driver cannot use it
     */
    public static KernelCode load(GpuContext context, Class<?> owner, String resource) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new DeviceUnavailableException("congeal-cuda-backend's jar lacks " + resource);
            }
            return new KernelCode(context, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A kernel that may use {@code sharedBytes} of shared memory. */
    Pointer kernel(String name, int sharedBytes) {
        return kernels.computeIfAbsent(name, key -> find(key, sharedBytes));
    }

    private Pointer find(String name, int sharedBytes) {
        Memory out = new Memory(Native.POINTER_SIZE);
        context.check("cuModuleGetFunction", context.enter().cuModuleGetFunction(out, module, name));
        Pointer kernel = out.getPointer(0);
        if (sharedBytes > USUAL_SHARED) {
            context.check(
                    "cuFuncSetAttribute", context.enter().cuFuncSetAttribute(kernel, MOST_SHARED_BYTES, sharedBytes));
        }
        return kernel;
    }
}
