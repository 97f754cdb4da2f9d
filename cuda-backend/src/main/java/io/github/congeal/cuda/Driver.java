package io.github.congeal.cuda;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries NVIDIA's driver and management library without occupying the GPU. */
final class Driver {
    private static final int TEXT = 256;
    private static final int UUID = 16;

    private final CudaLibrary cuda;
    private final @Nullable NvmlLibrary nvml;

    private Driver(CudaLibrary cuda, @Nullable NvmlLibrary nvml) {
        this.cuda = cuda;
        this.nvml = nvml;
    }

    /**
     * Starts the driver.
     *
     * @throws DriverError if it does not start
     */
    static Driver start(CudaLibrary cuda, @Nullable NvmlLibrary nvml) throws DriverError {
        check("cuInit", cuda.cuInit(0));
        return new Driver(cuda, nvml != null && nvml.nvmlInit_v2() == 0 ? nvml : null);
    }

    /** Returns the newest CUDA version that the driver supports: 11060 for CUDA 11.6. */
    int cudaVersion() throws DriverError {
        int[] version = new int[1];
        check("cuDriverGetVersion", cuda.cuDriverGetVersion(version));
        return version[0];
    }

    /** Returns the driver's release, such as {@code 510.47.03}; empty if unknown. */
    String release() {
        byte[] text = new byte[TEXT];
        return nvml != null && nvml.nvmlSystemGetDriverVersion(text, TEXT) == 0 ? text(text) : "";
    }

    /** Returns the visible GPUs, in CUDA's order. */
    List<Gpu> gpus() throws DriverError {
        int[] count = new int[1];
        check("cuDeviceGetCount", cuda.cuDeviceGetCount(count));
        List<Gpu> gpus = new ArrayList<>();
        for (int ordinal = 0; ordinal < count[0]; ordinal++) {
            int[] device = new int[1];
            check("cuDeviceGet", cuda.cuDeviceGet(device, ordinal));
            gpus.add(gpu(device[0]));
        }
        return gpus;
    }

    private Gpu gpu(int device) throws DriverError {
        byte[] name = new byte[TEXT];
        long[] bytes = new long[1];
        check("cuDeviceGetName", cuda.cuDeviceGetName(name, TEXT, device));
        check("cuDeviceTotalMem", cuda.cuDeviceTotalMem_v2(bytes, device));
        int major = attribute(CudaLibrary.CAPABILITY_MAJOR, device);
        int minor = attribute(CudaLibrary.CAPABILITY_MINOR, device);
        return new Gpu(text(name), major, minor, bytes[0], freeBytes(device), uuid(device));
    }

    private int attribute(int attribute, int device) throws DriverError {
        int[] value = new int[1];
        check("cuDeviceGetAttribute", cuda.cuDeviceGetAttribute(value, attribute, device));
        return value[0];
    }

    private long freeBytes(int device) {
        byte[] bus = new byte[TEXT];
        Pointer[] handle = new Pointer[1];
        long[] totalFreeUsed = new long[3];
        boolean known = nvml != null
                && cuda.cuDeviceGetPCIBusId(bus, TEXT, device) == 0
                && nvml.nvmlDeviceGetHandleByPciBusId_v2(text(bus), handle) == 0
                && nvml.nvmlDeviceGetMemoryInfo(handle[0], totalFreeUsed) == 0;
        return known ? totalFreeUsed[1] : -1;
    }

    private String uuid(int device) {
        byte[] uuid = new byte[UUID];
        if (cuda.cuDeviceGetUuid(uuid, device) != 0) {
            return "";
        }
        String digits = HexFormat.of().formatHex(uuid);
        return "GPU-" + digits.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    /** Releases the management library. The driver stays started, since ND4J starts it anyway. */
    void close() {
        if (nvml != null) {
            nvml.nvmlShutdown();
        }
    }

    private static String text(byte[] zeroTerminated) {
        int length = 0;
        while (length < zeroTerminated.length && zeroTerminated[length] != 0) {
            length++;
        }
        return new String(zeroTerminated, 0, length, StandardCharsets.UTF_8).strip();
    }

    private static void check(String function, int code) throws DriverError {
        if (code != 0) {
            throw new DriverError(function, code);
        }
    }
}
