package io.github.congeal.diagnostics;

import io.github.congeal.internal.tensor.DeviceProvider;
import io.github.congeal.internal.tensor.ServiceFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Examines what a machine can compute with, and what should be fixed. */
public final class Doctor {
    private Doctor() {}

    /**
     * Looks at the GPU with its driver and libraries, and at the CPU with its memory and libraries. It starts neither
     * the engine nor another process, so the engine can still use either device.
     */
    public static Diagnosis examine() {
        List<DeviceProvider> providers =
                ServiceLoader.load(DeviceProvider.class, Doctor.class.getClassLoader()).stream()
                        .<DeviceProvider>map(ServiceLoader.Provider::get)
                        .toList();
        List<List<Finding>> ways = providers.stream()
                .filter(DeviceProvider::isPresent)
                .sorted(Comparator.comparingInt(DeviceProvider::score).reversed())
                .map(provider -> provider.findings().stream().map(Finding::of).toList())
                .filter(findings -> !findings.isEmpty())
                .toList();
        List<Finding> gpu = new ArrayList<>(firstThatServes(ways));
        if (gpu.isEmpty()) {
            gpu.add(Finding.absent(
                    "Module",
                    "congeal-cuda-backend is not on the class path, which is normal for a program that uses the CPU.",
                    "If there is an NVIDIA GPU in this computer, add it."));
        }
        List<Finding> cpu = new ArrayList<>(CpuExamination.findings(System.getenv()));
        ServiceFiles.fault(providers)
                .map(fault -> Finding.fault("Services", fault))
                .ifPresent(cpu::add);
        return new Diagnosis(gpu, cpu);
    }

    /**
     * What was found out about the best way to use the GPU that can be gone, after what stands in the way of better ones; if
     * none can, about all of them.
     */
    static List<Finding> firstThatServes(List<List<Finding>> ways) {
        Map<String, Finding> told = new LinkedHashMap<>();
        for (List<Finding> way : ways) {
            way.forEach(finding -> told.putIfAbsent(finding.subject() + finding.text(), finding));
            if (way.stream().noneMatch(Finding::isObstacle)) {
                return told.values().stream()
                        .map(finding -> way.contains(finding) || !finding.isObstacle() ? finding : finding.asNote())
                        .toList();
            }
        }
        return List.copyOf(told.values());
    }
}
