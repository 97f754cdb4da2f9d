package io.github.congeal.cuda;

import com.sun.jna.Library;

/**
 * The functions of NVIDIA's driver that report what there is, with the names and arguments of the CUDA Driver API. Each
 * returns 0 or an error code. Arrays of one element take what C writes through a pointer.
 */
interface CudaLibrary extends Library {
    /** Attributes of {@link #cuDeviceGetAttribute}: the two halves of the compute capability. */
    int CAPABILITY_MAJOR = 75;

    /** The other half. */
    int CAPABILITY_MINOR = 76;

    int cuInit(int flags);

    int cuDriverGetVersion(int[] version);

    int cuDeviceGetCount(int[] count);

    int cuDeviceGet(int[] device, int ordinal);

    int cuDeviceGetName(byte[] name, int length, int device);

    int cuDeviceGetAttribute(int[] value, int attribute, int device);

    int cuDeviceTotalMem_v2(long[] bytes, int device);

    int cuDeviceGetUuid(byte[] uuid, int device);

    int cuDeviceGetPCIBusId(byte[] id, int length, int device);
}
