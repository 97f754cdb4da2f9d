package io.github.congeal.cuda;

import io.github.congeal.DeviceUnavailableException;
import io.github.congeal.cuda.driver.DriverCalls;
import io.github.congeal.cuda.driver.GpuContext;
import io.github.congeal.cuda.engine.GpuDevice;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.DeviceProvider;
import io.github.congeal.internal.tensor.Finding;
import io.github.congeal.internal.tensor.Processor;
import java.util.List;
import java.util.Optional;

/** Offers an NVIDIA GPU with Congeal's own kernels when this module is on the class path. */
public final class GpuProvider implements DeviceProvider {
    private static final int SCORE = 200;

    private final Machine machine;

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public GpuProvider() {
        this(new ThisMachine());
    }

    GpuProvider(Machine machine) {
        this.machine = machine;
    }

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
            return new EngineExamination(machine).verdict();
        } catch (RuntimeException | LinkageError e) {
            return new Verdict(unanswered(e).sentence(), "", 0);
        }
    }

    @Override
    public List<Finding> findings() {
        try {
            return new EngineExamination(machine).findings();
        } catch (RuntimeException | LinkageError e) {
            return List.of(unanswered(e));
        }
    }

    /**
     * Reports that the driver could not be asked, for instance because JNA's native library does not load on an unusual system;
     * the CPU is then used.
     */
    private static Finding unanswered(Throwable e) {
        return Finding.fault("Driver", "The driver could not be asked (%s).".formatted(e), "");
    }

    @Override
    public Optional<Device> dry() {
        return Optional.of(GpuDevice.dry());
    }

    @Override
    public Device open(Verdict verdict) {
        try {
            DriverCalls calls = DriverCalls.of(ThisMachine.driver(machine.platform()));
            GpuContext context = GpuContext.open(calls, Math.max(0, new EngineExamination(machine).ordinal()));
            return GpuDevice.on(context, verdict.memory());
        } catch (LinkageError e) {
            throw new DeviceUnavailableException(
                    "the NVIDIA driver lacks what Congeal's own kernels need: install a newer one", e);
        }
    }
}
