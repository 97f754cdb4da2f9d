package io.github.congeal.cuda;

import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.DeviceProvider;
import io.github.congeal.internal.tensor.Finding;
import io.github.congeal.internal.tensor.Processor;
import io.github.congeal.internal.tensor.nd4j.Nd4jDevice;
import java.util.List;

/** Offers an NVIDIA GPU through nd4j-cuda, if that is on the class path, for GPUs that Congeal has no kernels for. */
public final class Nd4jCudaProvider implements DeviceProvider {
    private static final int SCORE = 100;

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public Nd4jCudaProvider() {}

    @Override
    public Processor processor() {
        return Processor.GPU;
    }

    @Override
    public int score() {
        return SCORE;
    }

    @Override
    public boolean isPresent() {
        return new ThisMachine().hasResource(LibraryExamination.JAVA_HALF);
    }

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
            // For instance, JNA's native library does not load on an unusual system; the CPU is then used.
            return new Examination(
                    List.of(Finding.fault("Driver", "The driver could not be asked (%s).".formatted(e), "")), null);
        }
    }

    @Override
    public Device open(Verdict verdict) {
        return Nd4jDevice.onGpu(verdict.memory());
    }
}
