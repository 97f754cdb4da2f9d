package io.github.congeal.cuda.driver;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Launches kernels for one run. Arguments are written to one block of memory that is reused, since the driver copies them. In a
 * dry run nothing is launched. Not thread-safe.
 */
public final class Launch {
    private static final int SLOTS = 16;
    private static final int SLOT = 128;
    private static final int THREADS = 256;
    private static final int ROWS_OF_BLOCK = 8;
    /** The most blocks of a launch: enough to fill any GPU several times. */
    private static final long MOST_BLOCKS = 1 << 14;

    private static final long MOST_NUMBERS = 1L << 31;

    private final @Nullable GpuContext context;
    private final @Nullable KernelCode code;
    private final Memory values = new Memory((SLOTS + 1L) * SLOT);
    private final Pointer block = values.align(SLOT);
    private final ByteBuffer bytes = block.getByteBuffer(0, (long) SLOTS * SLOT);
    private final Memory pointers = new Memory((long) SLOTS * Native.POINTER_SIZE);
    private String kernel = "";
    private int count;

    private Launch(@Nullable GpuContext context, @Nullable KernelCode code) {
        this.context = context;
        this.code = code;
        for (int i = 0; i < SLOTS; i++) {
            pointers.setPointer((long) i * Native.POINTER_SIZE, block.share((long) i * SLOT));
        }
    }

    /** Launches on a GPU. */
    public static Launch on(GpuContext context, KernelCode code) {
        return new Launch(context, code);
    }

    /** Launches nothing, for dry runs. */
    public static Launch dry() {
        return new Launch(null, null);
    }

    /** The GPU, unless this is a dry run. */
    public GpuContext context() {
        return Objects.requireNonNull(context, "nothing is launched in a dry run");
    }

    /** Whether this is a dry run. */
    public boolean isDry() {
        return context == null;
    }

    /** Begins a launch; its arguments follow in their order. */
    public Launch of(String name) {
        kernel = name;
        count = 0;
        return this;
    }

    private int slot() {
        return SLOT * count++;
    }

    /** Adds an address, or another 64-bit whole number. */
    public Launch whole(long value) {
        bytes.putLong(slot(), value);
        return this;
    }

    /** Adds a 32-bit whole number. */
    public Launch integer(int value) {
        bytes.putInt(slot(), value);
        return this;
    }

    /** Adds a float32. */
    public Launch real(double value) {
        bytes.putFloat(slot(), (float) value);
        return this;
    }

    /** Adds a float64. */
    public Launch wide(double value) {
        bytes.putDouble(slot(), value);
        return this;
    }

    /** Adds a structure of up to 128 bytes, to be written field by field as C lays it out. */
    public ByteBuffer structure() {
        return bytes.position(slot());
    }

    /** Adds a tensor map. */
    public Launch map(TensorMap map) {
        map.copyTo(block.share(slot()));
        return this;
    }

    /**
     * Launches the kernel with a thread for each element, or for several elements.
     *
     * @param numbers the number of elements, up to 2^31, since kernels count in 32 bits
     */
    public void each(long numbers) {
        if (numbers > MOST_NUMBERS) {
            throw new IllegalArgumentException(
                    "an array of %s numbers is too large for this GPU's kernels: take a smaller picture"
                            .formatted(numbers));
        }
        grid(blocks(numbers, THREADS), 1, 1, THREADS, 0);
    }

    /** Launches the kernel with a warp for each row, or for several rows. */
    public void eachRow(long rows) {
        grid(blocks(rows, ROWS_OF_BLOCK), 1, 1, THREADS, 0);
    }

    private static int blocks(long work, int ofBlock) {
        return (int) Math.max(1, Math.min(MOST_BLOCKS, (work + ofBlock - 1) / ofBlock));
    }

    /**
     * Launches the kernel on a grid of blocks.
     *
     * @param threads the threads of a block
     * @param sharedBytes the shared memory of a block in bytes; the same at each launch of a kernel
     */
    public void grid(int x, int y, int z, int threads, int sharedBytes) {
        if (context == null || code == null) {
            return;
        }
        Pointer function = code.kernel(kernel, sharedBytes);
        context.check(
                kernel,
                context.enter()
                        .cuLaunchKernel(
                                function, x, y, z, threads, 1, 1, sharedBytes, context.stream(), pointers, null));
    }
}
