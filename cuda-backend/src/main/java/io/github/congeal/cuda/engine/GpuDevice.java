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
import io.github.congeal.internal.tensor.Processor;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.Thrift;
import io.github.congeal.internal.tensor.Workers;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An NVIDIA GPU from compute capability 8.0 on, with kernels of our own. */
public final class GpuDevice extends Device {
    /** A GPU has more to do at once the more it is given, and spares nothing without need. */
    private static final Thrift THRIFT = new Thrift(64, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    private final GpuContext context;
    private final KernelSet set;
    private final KernelCode code;
    private final Numerics numerics;
    private final long memoryLimit;
    private final AtomicLong besideWeights;
    private final Workers workers;

    private GpuDevice(
            GpuContext context,
            KernelSet set,
            KernelCode code,
            Numerics numerics,
            long memoryLimit,
            AtomicLong besideWeights,
            Workers workers) {
        this.context = context;
        this.set = set;
        this.code = code;
        this.numerics = numerics;
        this.memoryLimit = memoryLimit;
        this.besideWeights = besideWeights;
        this.workers = workers;
    }

    /**
     * A GPU with the kernels that suit it best.
     *
     * @param memoryLimit how many bytes of its memory a run may take
     * @throws io.github.congeal.DeviceUnavailableException if it cannot load them
     */
    public static GpuDevice on(GpuContext context, long memoryLimit) {
        return on(context, KernelSet.of(context.capability()), memoryLimit);
    }

    /**
     * A GPU with given kernels.
     *
     * @throws io.github.congeal.DeviceUnavailableException if it cannot load them
     */
    public static GpuDevice on(GpuContext context, KernelSet set, long memoryLimit) {
        KernelCode code = KernelCode.load(context, GpuDevice.class, set.resource());
        return new GpuDevice(
                context, set, code, Numerics.BF16X3, memoryLimit, new AtomicLong(), Workers.ofProcessors());
    }

    /** The same GPU with other numbers; tensors and filters of either serve both. */
    public GpuDevice with(Numerics other) {
        return new GpuDevice(context, set, code, other, memoryLimit, besideWeights, workers);
    }

    @Override
    public Device faster() {
        return with(Numerics.BF16);
    }

    /** The bytes of its memory that are held at present, by weights and by runs. */
    public long allocatedBytes() {
        return context.allocatedBytes();
    }

    @Override
    public Processor processor() {
        return Processor.GPU;
    }

    @Override
    public String describe() {
        return "%s, compute capability %d.%d, Congeal's own kernels for %s in %s"
                .formatted(
                        context.name(),
                        context.capability() / 10,
                        context.capability() % 10,
                        set.capability(),
                        numerics.kernel());
    }

    @Override
    public int threads() {
        return workers.count();
    }

    @Override
    public long memoryLimit() {
        return Math.max(1, memoryLimit - besideWeights.get());
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public Device limitedTo(int threads) {
        return threads >= workers.count()
                ? this
                : new GpuDevice(context, set, code, numerics, memoryLimit, besideWeights, new Workers(threads));
    }

    @Override
    public Thrift thrift() {
        return THRIFT;
    }

    @Override
    public Memory allocate(long length, Precision precision) {
        return new GpuMemory(context, length, precision);
    }

    @Override
    protected Memory allocateWeights(long length, Precision precision) {
        return new WeightMemory(context, length, precision, besideWeights);
    }

    @Override
    public Filter filter(
            Convolution convolution, float[] values, float @Nullable [] bias, Precision precision, boolean gradients) {
        return new GpuFilter(this, convolution, values, bias, precision, gradients);
    }

    @Override
    public Kernels kernels(Buffers buffers) {
        Launch launch = new Launch(context, code, buffers.isDry());
        return new GpuKernels(buffers, launch, set, numerics);
    }

    /** Rows of numbers as kernels of a convolution: as halves in float32, and as they are in float64. */
    Halves kernels(float[] values, int width, Precision precision) {
        long rows = values.length / width;
        if (precision != Precision.FLOAT) {
            return new Halves(weights(values, precision, rows, width), rows, width);
        }
        Halves halves = emptyHalves(rows, width);
        Tensor numbers = weights(values, precision, rows, width);
        try {
            new Splitting(new Launch(context, code, false)).split(numbers, halves);
        } finally {
            numbers.free();
        }
        return halves;
    }

    /** The halves of a matrix of weights, which are kept beside it. */
    Halves halves(Tensor matrix, boolean transposed) {
        WeightMemory memory = (WeightMemory) matrix.memory();
        return memory.halves(matrix, transposed, () -> {
            Halves halves = emptyHalves(
                    matrix.dimension(transposed ? 1 : 0), Math.toIntExact(matrix.dimension(transposed ? 0 : 1)));
            Splitting splitting = new Splitting(new Launch(context, code, false));
            if (transposed) {
                splitting.splitTransposed(matrix, halves);
            } else {
                splitting.split(matrix, halves);
            }
            return halves;
        });
    }

    private Halves emptyHalves(long rows, int width) {
        int padded = Halves.padded(width);
        return new Halves(new Tensor(allocate(rows * padded, Precision.FLOAT), rows, padded), rows, padded);
    }

    /** Rows of numbers out of kernels of a convolution. */
    float[] numbers(Halves kernels, int width, Precision precision) {
        float[] all = kernels.numbers().toFloats();
        return precision == Precision.FLOAT ? Splitting.join(all, kernels, width) : all;
    }
}
