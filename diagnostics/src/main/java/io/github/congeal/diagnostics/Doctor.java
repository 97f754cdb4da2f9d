package io.github.congeal.diagnostics;

import io.github.congeal.internal.tensor.DeviceProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Examines what a machine can compute with, and what should be fixed. */
public final class Doctor {
    private Doctor() {}

    /**
     * Looks at the GPU with its driver and libraries, and at the CPU with its memory and libraries. It starts neither
     * the engine nor another process, so the engine can still use either device.
     */
    public static Diagnosis examine() {
        List<Finding> gpu = new ArrayList<>();
        for (DeviceProvider provider : ServiceLoader.load(DeviceProvider.class, Doctor.class.getClassLoader())) {
            provider.findings().forEach(found -> gpu.add(Finding.of(found)));
        }
        if (gpu.isEmpty()) {
            gpu.add(Finding.absent(
                    "Module",
                    "congeal-cuda-backend is not on the class path, which is normal for a program that uses the CPU.",
                    "If there is an NVIDIA GPU in this computer, add it."));
        }
        return new Diagnosis(gpu, CpuExamination.findings(System.getenv()));
    }
}
