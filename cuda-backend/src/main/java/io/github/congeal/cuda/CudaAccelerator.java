package io.github.congeal.cuda;

import io.github.congeal.internal.tensor.Accelerator;
import io.github.congeal.internal.tensor.Finding;
import java.util.List;

/** What the engine finds when this module is on the class path. */
public final class CudaAccelerator implements Accelerator {
    /** For {@link java.util.ServiceLoader}. */
    public CudaAccelerator() {}

    @Override
    public Verdict examine() {
        return examination().verdict();
    }

    @Override
    public List<Finding> findings() {
        return examination().findings();
    }

    private static Examination examination() {
        try {
            return Examination.of(new ThisMachine());
        } catch (RuntimeException | LinkageError e) {
            // Such as JNA's own library not loading on an unusual system: the CPU is still there.
            return new Examination(
                    List.of(Finding.fault("Driver", "The driver could not be asked (%s).".formatted(e), "")), null);
        }
    }
}
