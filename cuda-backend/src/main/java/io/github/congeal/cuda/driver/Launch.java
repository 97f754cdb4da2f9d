package io.github.congeal.cuda.driver;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Launches kernels for one run: arguments are laid out in one block of memory again and again, as the driver copies them.
 * In a dry run nothing is launched. Not thread-safe.
 */
public final class Launch {
    private static final int SLOTS = 16;
    private static final int SLOT = 128;
    private static final int THREADS = 256;
    private static final int ROWS_OF_BLOCK = 8;
    /** Enough to fill any GPU several times. */
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

    /** Launches nothing. */
    public static Launch dry() {
        return new Launch(null, null);
    }

    /** The GPU, if anything is launched. */
    public GpuContext context() {
        return Objects.requireNonNull(context, "nothing is launched in a dry run");
    }

    /** Whether nothing is launched. */
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

    /** An address, or any whole number of 64 bits. */
    public Launch whole(long value) {
        bytes.putLong(slot(), value);
        return this;
    }

    /** A whole number of 32 bits. */
    public Launch integer(int value) {
        bytes.putInt(slot(), value);
        return this;
    }

    /** A number of 32 bits. */
    public Launch real(double value) {
        bytes.putFloat(slot(), (float) value);
        return this;
    }

    /** A number of 64 bits. */
    public Launch wide(double value) {
        bytes.putDouble(slot(), value);
        return this;
    }

    /** Several numbers, written one after the other, as C lays out a structure; up to 128 bytes. */
    public ByteBuffer structure() {
        return bytes.position(slot());
    }

    /** A tensor map. */
    public Launch map(TensorMap map) {
        map.copyTo(block.share(slot()));
        return this;
    }

    /**
     * Launches it with a thread for each of so many numbers, or several numbers for each.
     *
     * @param numbers up to 2^31: that is how far kernels count
     */
    public void each(long numbers) {
        if (numbers > MOST_NUMBERS) {
            throw new IllegalArgumentException(
                    "an array of %d numbers is too large for this GPU's kernels: take a smaller picture"
                            .formatted(numbers));
        }
        grid(blocks(numbers, THREADS), 1, 1, THREADS, 0);
    }

    /** Launches it with a warp for each of so many rows, as long as there are not too many. */
    public void eachRow(long rows) {
        grid(blocks(rows, ROWS_OF_BLOCK), 1, 1, THREADS, 0);
    }

    private static int blocks(long work, int ofBlock) {
        return (int) Math.max(1, Math.min(MOST_BLOCKS, (work + ofBlock - 1) / ofBlock));
    }

    /**
     * Launches it.
     *
     * @param threads of a block
     * @param sharedBytes of a block; always as many for a kernel
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
