package io.github.congeal.cuda;

import com.sun.jna.Library;

/**
 * The functions of NVIDIA's driver that describe the GPUs, with the names and arguments of the CUDA Driver API. Each
 * returns 0 or an error code. One-element arrays receive what C writes through a pointer.
 */
interface CudaLibrary extends Library {
    /** Attribute of {@link #cuDeviceGetAttribute}: the major version of the compute capability. */
    int CAPABILITY_MAJOR = 75;

    /** Attribute of {@link #cuDeviceGetAttribute}: the minor version of the compute capability. */
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
