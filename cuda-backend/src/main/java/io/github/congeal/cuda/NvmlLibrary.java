package io.github.congeal.cuda;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/**
 * The functions of NVIDIA's management library that report free memory and the driver's release; the driver API reports
 * these only to programs that occupy the GPU. Each returns 0 or an error code.
 */
interface NvmlLibrary extends Library {
    int nvmlInit_v2();

    int nvmlSystemGetDriverVersion(byte[] version, int length);

    int nvmlDeviceGetHandleByPciBusId_v2(String id, Pointer[] device);

    /** Writes total, free and used bytes. */
    int nvmlDeviceGetMemoryInfo(Pointer device, long[] totalFreeUsed);

    int nvmlShutdown();
}
