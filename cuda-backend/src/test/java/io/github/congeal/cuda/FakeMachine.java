package io.github.congeal.cuda;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A machine whose every answer a test can set; it begins as one on which all is well. */
final class FakeMachine implements Machine {
    String platform = "linux-x86_64";
    boolean driver = true;
    boolean management = true;
    int managementError;
    int initError;
    int versionError;
    int countError;
    int nameError;
    int uuidError;
    int busError;
    int cudaVersion = 11_060;
    String release = "510.47.03";
    boolean tooOldToAnswer;
    boolean shutDown;
    final List<Gpu> gpus = new ArrayList<>(List.of(gpu("NVIDIA GeForce RTX 3090", 8, 6, 24, 23)));
    final Map<String, String> environment = new HashMap<>();
    final Set<String> systemLibraries = new HashSet<>();
    final Set<String> resources = new HashSet<>();

    FakeMachine() {
        for (CudaPlatform known : CudaPlatform.all()) {
            systemLibraries.addAll(known.libraries());
            resources.add(known.nativeResource(true));
        }
        resources.add("org/nd4j/linalg/jcublas/JCublasBackend.class");
    }

    static Gpu gpu(String name, int major, int minor, double total, double free) {
        return new Gpu(
                name,
                major,
                minor,
                (long) (total * 1e9),
                (long) (free * 1e9),
                "GPU-00010203-0405-0607-0809-0a0b0c0d0e%02x".formatted(major * 16 + minor));
    }

    FakeMachine with(Gpu... these) {
        gpus.clear();
        gpus.addAll(List.of(these));
        return this;
    }

    @Override
    public String platform() {
        return platform;
    }

    @Override
    public @Nullable CudaLibrary cuda() {
        return driver ? new Cuda() : null;
    }

    @Override
    public @Nullable NvmlLibrary nvml() {
        return management ? new Nvml() : null;
    }

    @Override
    public boolean canLoad(String library) {
        return systemLibraries.contains(library);
    }

    @Override
    public boolean hasResource(String path) {
        return resources.contains(path);
    }

    @Override
    public @Nullable String environment(String name) {
        return environment.get(name);
    }

    private static void put(String text, byte[] target) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, target, 0, bytes.length);
        target[bytes.length] = 0;
    }

    private final class Cuda implements CudaLibrary {
        @Override
        public int cuInit(int flags) {
            return initError;
        }

        @Override
        public int cuDriverGetVersion(int[] version) {
            version[0] = cudaVersion;
            return versionError;
        }

        @Override
        public int cuDeviceGetCount(int[] count) {
            count[0] = gpus.size();
            return countError;
        }

        @Override
        public int cuDeviceGet(int[] device, int ordinal) {
            device[0] = ordinal;
            return 0;
        }

        @Override
        public int cuDeviceGetName(byte[] name, int length, int device) {
            if (tooOldToAnswer) {
                throw new UnsatisfiedLinkError("undefined symbol: cuDeviceGetName");
            }
            put(gpus.get(device).name(), name);
            return nameError;
        }

        @Override
        public int cuDeviceGetAttribute(int[] value, int attribute, int device) {
            value[0] = attribute == CAPABILITY_MAJOR
                    ? gpus.get(device).major()
                    : gpus.get(device).minor();
            return 0;
        }

        @Override
        public int cuDeviceTotalMem_v2(long[] bytes, int device) {
            bytes[0] = gpus.get(device).totalBytes();
            return 0;
        }

        @Override
        public int cuDeviceGetUuid(byte[] uuid, int device) {
            for (int i = 0; i < uuid.length; i++) {
                uuid[i] = (byte) i;
            }
            uuid[15] = (byte) (gpus.get(device).major() * 16 + gpus.get(device).minor());
            return uuidError;
        }

        @Override
        public int cuDeviceGetPCIBusId(byte[] id, int length, int device) {
            put("0000:0%d:00.0".formatted(device), id);
            return busError;
        }
    }

    private final class Nvml implements NvmlLibrary {
        @Override
        public int nvmlInit_v2() {
            return managementError;
        }

        @Override
        public int nvmlSystemGetDriverVersion(byte[] version, int length) {
            put(release, version);
            return 0;
        }

        @Override
        public int nvmlDeviceGetHandleByPciBusId_v2(String id, Pointer[] device) {
            device[0] = new Pointer(1L + id.charAt(6) - '0');
            return 0;
        }

        @Override
        public int nvmlDeviceGetMemoryInfo(Pointer device, long[] totalFreeUsed) {
            Gpu gpu = gpus.get((int) Pointer.nativeValue(device) - 1);
            totalFreeUsed[0] = gpu.totalBytes();
            totalFreeUsed[1] = gpu.freeBytes();
            totalFreeUsed[2] = gpu.totalBytes() - gpu.freeBytes();
            return 0;
        }

        @Override
        public int nvmlShutdown() {
            shutDown = true;
            return 0;
        }
    }
}
