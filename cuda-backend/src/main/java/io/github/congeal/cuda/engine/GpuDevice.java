package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.driver.GpuContext;
import io.github.congeal.cuda.driver.KernelCode;
import io.github.congeal.cuda.driver.Launch;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Memory;
import io.github.congeal.internal.tensor.MemoryTradeOff;
import io.github.congeal.internal.tensor.Processor;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.Workers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An NVIDIA GPU of compute capability 8.0 or higher, with Congeal's own kernels. Thread-safe. */
public final class GpuDevice extends Device {
    /**
     * Thirty-two cutouts keep a GPU busy, and gradient checkpointing of the highest resolution costs a few convolutions: both
     * are worth it only if they save about half a gigabyte.
     */
    private static final MemoryTradeOff MEMORY_TRADE_OFF =
            new MemoryTradeOff(64, 500_000_000, 500_000_000, 400_000_000, 0);

    private final @Nullable GpuContext context;
    private final KernelSet set;
    private final @Nullable KernelCode code;
    private final Numerics numerics;
    private final long memoryLimit;
    private final Workers workers;

    private GpuDevice(
            @Nullable GpuContext context,
            KernelSet set,
            @Nullable KernelCode code,
            Numerics numerics,
            long memoryLimit,
            Workers workers) {
        this.context = context;
        this.set = set;
        this.code = code;
        this.numerics = numerics;
        this.memoryLimit = memoryLimit;
        this.workers = workers;
    }

    /**
     * A GPU with the best kernels for its compute capability.
     *
     * @param memoryLimit how many bytes of its memory a run may take
     * @throws io.github.congeal.DeviceUnavailableException if the kernels cannot be loaded
     */
    public static GpuDevice on(GpuContext context, long memoryLimit) {
        return on(context, KernelSet.of(context.capability()), memoryLimit);
    }

    /**
     * A GPU with given kernels.
     *
     * @throws io.github.congeal.DeviceUnavailableException if the kernels cannot be loaded
     */
    public static GpuDevice on(GpuContext context, KernelSet set, long memoryLimit) {
        KernelCode code = KernelCode.load(context, GpuDevice.class, set.resource());
        return new GpuDevice(context, set, code, Numerics.BF16X3, memoryLimit, Workers.ofProcessors());
    }

    /** A GPU for dry runs only: weights are counted and take no memory, and no driver is needed. */
    public static GpuDevice dry() {
        return new GpuDevice(null, KernelSet.HOPPER, null, Numerics.BF16X3, Long.MAX_VALUE, Workers.CALLER);
    }

    /** The same GPU with other numerics. Tensors and filters of either can be used with both. */
    public GpuDevice with(Numerics other) {
        return new GpuDevice(context, set, code, other, memoryLimit, workers);
    }

    @Override
    public Device faster() {
        return with(Numerics.BF16);
    }

    /** The bytes of its memory that weights and runs hold now. */
    public long allocatedBytes() {
        return context == null ? 0 : context.allocatedBytes();
    }

    @Override
    public Optional<String> lost() {
        return context == null ? Optional.empty() : context.lost();
    }

    @Override
    public Processor processor() {
        return Processor.GPU;
    }

    @Override
    public String describe() {
        String gpu = context == null
                ? "no GPU"
                : "%s, compute capability %s.%s"
                        .formatted(context.name(), context.capability() / 10, context.capability() % 10);
        return "%s, Congeal's own kernels for %s in %s".formatted(gpu, set.capability(), numerics.kernel());
    }

    @Override
    public int threads() {
        return workers.count();
    }

    @Override
    public long memoryLimit() {
        return memoryLimit;
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public Device limitedTo(int threads) {
        return threads >= workers.count()
                ? this
                : new GpuDevice(context, set, code, numerics, memoryLimit, new Workers(threads));
    }

    /** Always 0: scratch memory is among the arrays, and CUDA's own memory is not in the limit. */
    @Override
    public long beside(long arrays) {
        return 0;
    }

    @Override
    public MemoryTradeOff memoryTradeOff() {
        return MEMORY_TRADE_OFF;
    }

    @Override
    public Memory allocate(long length, Precision precision) {
        return context == null ? Memory.dry(length, precision) : new GpuMemory(context, length, precision);
    }

    @Override
    public Filter filter(
            Convolution convolution, float[] values, float @Nullable [] bias, Precision precision, boolean gradients) {
        return new GpuFilter(this, convolution, values, bias, precision, gradients);
    }

    @Override
    public Kernels kernels(Buffers buffers) {
        return new GpuKernels(buffers, buffers.isDry() ? Launch.dry() : launch(), set, numerics);
    }

    private Launch launch() {
        return context == null || code == null ? Launch.dry() : Launch.on(context, code);
    }

    /** The weights of a convolution, in rows: as halves for float32, unchanged for float64. */
    Halves kernels(float[] values, int width, Precision precision) {
        long rows = values.length / width;
        if (precision != Precision.FLOAT) {
            return new Halves(weights(values, precision, rows, width), rows, width);
        }
        Halves halves = emptyHalves(rows, width);
        Tensor numbers = weights(values, precision, rows, width);
        try {
            new Splitting(launch()).split(numbers, halves);
        } finally {
            numbers.free();
        }
        return halves;
    }

    private Halves emptyHalves(long rows, int width) {
        int padded = Halves.padded(width);
        return new Halves(new Tensor(allocate(rows * padded, Precision.FLOAT), rows, padded), rows, padded);
    }

    /** The inverse of {@link #kernels(float[], int, Precision)}. */
    float[] numbers(Halves kernels, int width, Precision precision) {
        float[] all = kernels.numbers().toFloats();
        return precision == Precision.FLOAT ? Splitting.join(all, kernels, width) : all;
    }
}
