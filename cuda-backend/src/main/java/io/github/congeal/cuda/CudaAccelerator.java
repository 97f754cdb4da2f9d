package io.github.congeal.cuda;

import io.github.congeal.internal.tensor.Accelerator;

/** What the engine finds when this module is on the class path. */
public final class CudaAccelerator implements Accelerator {
    /** For {@link java.util.ServiceLoader}. */
    public CudaAccelerator() {}

    @Override
    public Verdict examine() {
        try {
            return Examination.of(new ThisMachine()).verdict();
        } catch (RuntimeException | LinkageError e) {
            // Such as JNA's own library not loading on an unusual system: the CPU is still there.
            return new Verdict("The driver could not be asked (%s).".formatted(e), "", 0);
        }
    }
}
