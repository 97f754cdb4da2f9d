package io.github.congeal.cuda;

import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.DeviceProvider;
import io.github.congeal.internal.tensor.Processor;
import io.github.congeal.internal.tensor.nd4j.Nd4jDevice;

/** Offers the engine an NVIDIA GPU when this module is on the class path. */
public final class CudaProvider implements DeviceProvider {
    private static final int SCORE = 100;

    /** For {@link java.util.ServiceLoader}. */
    public CudaProvider() {}

    @Override
    public Processor processor() {
        return Processor.GPU;
    }

    @Override
    public int score() {
        return SCORE;
    }

    @Override
    public Verdict examine() {
        try {
            return Examination.of(new ThisMachine()).verdict();
        } catch (RuntimeException | LinkageError e) {
            // Such as JNA's own library not loading on an unusual system: the CPU is still there.
            return new Verdict("The driver could not be asked (%s).".formatted(e), "", 0);
        }
    }

    @Override
    public Device open(Verdict verdict) {
        return Nd4jDevice.onGpu(verdict.memory());
    }
}
