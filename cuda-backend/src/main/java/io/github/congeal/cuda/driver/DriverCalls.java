package io.github.congeal.cuda.driver;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The functions of NVIDIA's driver that the engine needs, with the names and arguments of the CUDA Driver API. Each
 * returns 0 or an error code. JNA's direct mapping costs a tenth of its interface mapping. It binds the functions to this
 * class, so there is one library for the whole JVM.
 */
@SuppressWarnings("checkstyle:MethodName")
public final class DriverCalls {
    private DriverCalls() {}

    /**
     * Binds the functions to a library.
     *
     * @param library its name or path
     * @throws UnsatisfiedLinkError if there is no such library, or one of the functions is missing
     */
    public static DriverCalls of(String library) {
        Native.register(DriverCalls.class, NativeLibrary.getInstance(library));
        return new DriverCalls();
    }

    native int cuInit(int flags);

    native int cuDeviceGet(Pointer device, int ordinal);

    native int cuDeviceGetName(Pointer name, int length, int device);

    native int cuDeviceGetAttribute(Pointer value, int attribute, int device);

    native int cuDevicePrimaryCtxRetain(Pointer context, int device);

    native int cuCtxSetCurrent(Pointer context);

    native int cuModuleLoadData(Pointer module, Pointer image);

    native int cuModuleGetFunction(Pointer function, Pointer module, String name);

    native int cuFuncSetAttribute(Pointer function, int attribute, int value);

    native int cuMemAlloc_v2(Pointer address, long bytes);

    native int cuMemFree_v2(long address);

    native int cuMemHostAlloc(Pointer address, long bytes, int flags);

    native int cuMemcpyHtoDAsync_v2(long to, Pointer from, long bytes, Pointer stream);

    native int cuMemcpyDtoHAsync_v2(Pointer to, long from, long bytes, Pointer stream);

    native int cuMemcpyDtoDAsync_v2(long to, long from, long bytes, Pointer stream);

    native int cuStreamCreate(Pointer stream, int flags);

    native int cuStreamSynchronize(Pointer stream);

    native int cuEventCreate(Pointer event, int flags);

    native int cuEventRecord(Pointer event, Pointer stream);

    native int cuEventSynchronize(Pointer event);

    native int cuLaunchKernel(
            Pointer function,
            int gridX,
            int gridY,
            int gridZ,
            int blockX,
            int blockY,
            int blockZ,
            int sharedBytes,
            Pointer stream,
            Pointer arguments,
            @Nullable Pointer extra);

    native int cuGetErrorName(int error, Pointer text);

    native int cuTensorMapEncodeTiled(
            Pointer map,
            int type,
            int rank,
            long address,
            Pointer sizes,
            Pointer strides,
            Pointer box,
            Pointer steps,
            int interleave,
            int swizzle,
            int promotion,
            int fill);
}
