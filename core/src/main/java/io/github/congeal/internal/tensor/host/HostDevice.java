package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Memory;
import io.github.congeal.internal.tensor.Processor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.Thrift;
import io.github.congeal.internal.tensor.Workers;
import io.github.congeal.internal.tensor.nd4j.KernelFilter;
import io.github.congeal.internal.tensor.nd4j.KernelOrder;
import io.github.congeal.internal.tensor.nd4j.MatrixFilter;
import io.github.congeal.internal.tensor.nd4j.NativeSettings;
import io.github.congeal.internal.tensor.nd4j.Nd4jRuntime;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The CPU: tensors live in the host's memory, where Java reaches them past ND4J. */
public final class HostDevice extends Device {
    /**
     * Measured: larger chunks are no faster; half the chunk costs no time that can be told from noise, half of that six
     * per cent with ViT-L/14, and a resolution that is computed twice up to eight per cent.
     */
    private static final Thrift THRIFT = new Thrift(16, 100_000_000, 1_200_000_000, 200_000_000);

    private final Workers workers;
    private final boolean dry;
    private final AtomicLong held;

    /**
     * The CPU with all its processors.
     *
     * @throws io.github.congeal.DeviceUnavailableException if ND4J computes on a GPU in this JVM
     */
    public HostDevice() {
        this(Workers.ofProcessors(), false, new AtomicLong());
    }

    /**
     * The CPU with a limit.
     *
     * @param threads how many threads compute, the calling one among them
     * @throws io.github.congeal.DeviceUnavailableException if ND4J computes on a GPU in this JVM
     */
    public HostDevice(int threads) {
        this(new Workers(threads), false, new AtomicLong());
    }

    private HostDevice(Workers workers, boolean dry, AtomicLong held) {
        if (!dry) {
            Nd4jRuntime.start(Processor.CPU);
        }
        this.workers = workers;
        this.dry = dry;
        this.held = held;
    }

    /** The CPU for dry runs alone: weights on it are counted and take no memory, and ND4J is not started. */
    public static HostDevice dry() {
        return new HostDevice(Workers.ofProcessors(), true, new AtomicLong());
    }

    @Override
    public Processor processor() {
        return Processor.CPU;
    }

    @Override
    public String describe() {
        return Nd4jRuntime.describe();
    }

    @Override
    public int threads() {
        return Math.min(Nd4jRuntime.threads(), workers.count());
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public Device limitedTo(int threads) {
        return threads >= workers.count() ? this : new HostDevice(new Workers(threads), dry, held);
    }

    @Override
    public long memoryLimit() {
        return dry ? NativeSettings.machineMemory() : HostMemoryLimit.bytes();
    }

    @Override
    public Thrift thrift() {
        return THRIFT;
    }

    @Override
    public Memory allocate(long length, Precision precision) {
        return dry ? Memory.dry(length, precision) : HostMemory.allocate(length, precision, held);
    }

    @Override
    public Memory allocateForRun(long length, Precision precision) {
        return dry ? Memory.dry(length, precision) : HostMemory.allocateForRun(length, precision, held);
    }

    @Override
    public void giveBack() {
        FreedMemory.giveBack();
    }

    @Override
    public OptionalLong memoriesHeld() {
        return OptionalLong.of(held.get());
    }

    @Override
    public Filter filter(
            Convolution convolution, float[] values, float @Nullable [] bias, Precision precision, boolean gradients) {
        if (convolution.isPointwise()) {
            return new MatrixFilter(this, convolution, values, bias, precision);
        }
        // Where it runs once, as in an encoder, the larger kernels would not pay for their memory.
        if (gradients && WinogradFilter.suits(convolution, precision)) {
            return new WinogradFilter(this, convolution, values, bias);
        }
        return new KernelFilter(this, KernelOrder.OUTPUTS_LAST, convolution, values, bias, precision, gradients);
    }

    @Override
    public Kernels kernels(Buffers buffers) {
        return new HostKernels(buffers);
    }
}
