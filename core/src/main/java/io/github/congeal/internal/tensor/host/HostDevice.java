package io.github.congeal.internal.tensor.host;

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
import io.github.congeal.internal.tensor.host.WinogradProducts.Library;
import io.github.congeal.internal.tensor.nd4j.CpuFlags;
import io.github.congeal.internal.tensor.nd4j.KernelFilter;
import io.github.congeal.internal.tensor.nd4j.KernelOrder;
import io.github.congeal.internal.tensor.nd4j.MatrixFilter;
import io.github.congeal.internal.tensor.nd4j.NativeSettings;
import io.github.congeal.internal.tensor.nd4j.Nd4jRuntime;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The CPU: tensors lie in native memory, which Java reads and writes directly, without ND4J. Thread-safe. */
public final class HostDevice extends Device {
    /**
     * Measured: larger chunks are no faster. Half the chunk costs one per cent at most, a quarter six per cent with ViT-L/14,
     * gradient checkpointing of one resolution up to eight per cent, and that of a single block one or two.
     */
    private static final MemoryTradeOff MEMORY_TRADE_OFF =
            new MemoryTradeOff(16, 100_000_000, 1_200_000_000, 200_000_000, 140_000_000);

    private final Workers workers;
    private final boolean dry;
    private final AtomicLong held;
    private final boolean fast;

    /**
     * The CPU with all its processors.
     *
     * @throws io.github.congeal.DeviceUnavailableException if ND4J computes on a GPU in this JVM
     */
    public HostDevice() {
        this(Workers.ofProcessors(), false, new AtomicLong(), false);
    }

    /**
     * The CPU with a limited number of threads.
     *
     * @param threads how many threads compute, including the calling one; at least 1
     * @throws io.github.congeal.DeviceUnavailableException if ND4J computes on a GPU in this JVM
     */
    public HostDevice(int threads) {
        this(new Workers(threads), false, new AtomicLong(), false);
    }

    private HostDevice(Workers workers, boolean dry, AtomicLong held, boolean fast) {
        if (!dry) {
            Nd4jRuntime.start(Processor.CPU);
        }
        this.workers = workers;
        this.dry = dry;
        this.held = held;
        this.fast = fast;
    }

    /** The CPU for dry runs only: weights are counted and take no memory, and ND4J is not started. */
    public static HostDevice dry() {
        return new HostDevice(Workers.ofProcessors(), true, new AtomicLong(), false);
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
        return threads >= workers.count() ? this : new HostDevice(new Workers(threads), dry, held, fast);
    }

    @Override
    public Device faster() {
        return CpuFlags.read().hasBfloat16() ? new HostDevice(workers, dry, held, true) : this;
    }

    @Override
    public long memoryLimit() {
        return dry ? NativeSettings.machineMemory() : HostMemoryLimit.bytes();
    }

    @Override
    public MemoryTradeOff memoryTradeOff() {
        return MEMORY_TRADE_OFF;
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
        Library library = library();
        // A filter without gradients runs once, as in an encoder: the larger kernels are not worth their memory there.
        if (gradients && WinogradFilter.suits(convolution, precision, library)) {
            return new WinogradFilter(this, convolution, values, bias, library);
        }
        if (gradients && LargeWinogradFilter.suits(convolution, precision)) {
            return new LargeWinogradFilter(this, convolution, values, bias);
        }
        if (NarrowFilter.suits(convolution, precision)) {
            return new NarrowFilter(this, convolution, values, bias, gradients);
        }
        if (LargeKernelFilter.suits(convolution)) {
            return new LargeKernelFilter(this, convolution, values, bias, precision);
        }
        return new KernelFilter(this, KernelOrder.OUTPUTS_LAST, convolution, values, bias, precision, gradients);
    }

    @Override
    public Kernels kernels(Buffers buffers) {
        return fast ? new FastKernels(buffers, library()) : new HostKernels(buffers, library());
    }

    /** The library for the products of Winograd convolutions. */
    private Library library() {
        // A device for dry runs loads nothing native.
        return dry ? Library.ND4J : Library.best();
    }
}
