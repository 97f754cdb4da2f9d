package io.github.congeal.cuda;

import io.github.congeal.control.Device;

/** The engine on an NVIDIA GPU: what stands in its way, if anything. Using it takes no call at all. */
public final class CudaBackend {
    private CudaBackend() {}

    /**
     * Looks at driver, card, memory, libraries and CPU. Starts neither ND4J nor a process, and so decides nothing: the
     * engine can still be put on either device.
     */
    public static Diagnosis diagnose() {
        return diagnose(new ThisMachine());
    }

    static Diagnosis diagnose(Machine machine) {
        Examination examination = Examination.of(machine);
        Device device = examination.obstacle() == null ? Device.GPU : Device.CPU;
        return new Diagnosis(examination.findings(), CpuExamination.findings(machine), device);
    }
}
