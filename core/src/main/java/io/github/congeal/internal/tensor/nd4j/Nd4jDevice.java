package io.github.congeal.internal.tensor.nd4j;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Memory;
import io.github.congeal.internal.tensor.MemoryTradeOff;
import io.github.congeal.internal.tensor.Processor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.Workers;
import org.jspecify.annotations.Nullable;

/**
 * A device that uses ND4J's operations only, on the processor of ND4J's backend: a GPU with nd4j-cuda, and the CPU in tests.
 */
public final class Nd4jDevice extends Device {
    /** Large chunks use a GPU best, and memory is saved only where it is short. Not measured. */
    private static final MemoryTradeOff MEMORY_TRADE_OFF =
            new MemoryTradeOff(64, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 0);

    private final Processor processor;
    private final long memoryLimit;
    private final Workers workers = Workers.ofProcessors();

    private Nd4jDevice(Processor processor, long memoryLimit) {
        Nd4jRuntime.start(processor);
        this.processor = processor;
        this.memoryLimit = memoryLimit;
    }

    /**
     * The GPU, by nd4j-cuda.
     *
     * @param memoryLimit how many bytes of its memory a run may take
     * @throws io.github.congeal.DeviceUnavailableException if ND4J computes on the CPU in this JVM
     */
    public static Nd4jDevice onGpu(long memoryLimit) {
        return new Nd4jDevice(Processor.GPU, memoryLimit);
    }

    /**
     * The CPU, to test the operations that run on a GPU; slow.
     *
     * @param memoryLimit how many bytes a run may take
     * @throws io.github.congeal.DeviceUnavailableException if ND4J computes on a GPU in this JVM
     */
    public static Nd4jDevice onCpu(long memoryLimit) {
        return new Nd4jDevice(Processor.CPU, memoryLimit);
    }

    @Override
    public Processor processor() {
        return processor;
    }

    @Override
    public String describe() {
        return Nd4jRuntime.describe();
    }

    @Override
    public int threads() {
        return Nd4jRuntime.threads();
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public long memoryLimit() {
        return memoryLimit;
    }

    @Override
    public MemoryTradeOff memoryTradeOff() {
        return MEMORY_TRADE_OFF;
    }

    @Override
    public Memory allocate(long length, Precision precision) {
        return Nd4jMemory.allocate(length, precision);
    }

    @Override
    public Filter filter(
            Convolution convolution, float[] values, float @Nullable [] bias, Precision precision, boolean gradients) {
        return convolution.isPointwise()
                ? new MatrixFilter(this, convolution, values, bias, precision)
                : new KernelFilter(this, KernelOrder.OUTPUTS_FIRST, convolution, values, bias, precision, gradients);
    }

    @Override
    public Kernels kernels(Buffers buffers) {
        return new Nd4jKernels(buffers, new Execution(buffers.isDry()));
    }
}
