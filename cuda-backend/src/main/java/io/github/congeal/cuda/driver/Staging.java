package io.github.congeal.cuda.driver;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Transfers between Java and the GPU through pinned memory, which the GPU reads and writes directly. Sending is double-buffered:
 * it waits only until the GPU has read the half that is filled next. Receiving waits for all submitted work.
 *
 * <p>Thread-safe.
 */
public final class Staging {
    /** In bytes: more than the noise of 64 large cutouts, so that filling a half never waits for the step before. */
    private static final int HALF = 48 << 20;

    private static final int RECEIVED = 4 << 20;

    private final GpuContext context;
    private final Object receiving = new Object();
    private @Nullable Half own;
    private @Nullable Half other;
    private @Nullable Pointer received;

    Staging(GpuContext context) {
        this.context = context;
    }

    /** Writes bytes to be sent, or reads what was received. */
    @FunctionalInterface
    public interface Transfer {
        /**
         * Transfers a piece.
         *
         * @param piece a buffer of the length of the piece, in native byte order
         * @param from the offset of its first byte in the whole transfer
         */
        void piece(ByteBuffer piece, long from);
    }

    /** Sends bytes to an address. */
    public synchronized void send(long address, long bytes, Transfer writer) {
        for (long from = 0; from < bytes; ) {
            Half half = own == null ? own = new Half() : own;
            int room = half.room();
            if (room == 0) {
                swap();
                continue;
            }
            int piece = (int) Math.min(bytes - from, room);
            writer.piece(half.memory.getByteBuffer(half.used, piece), from);
            context.check(
                    "cuMemcpyHtoDAsync",
                    context.enter()
                            .cuMemcpyHtoDAsync_v2(
                                    address + from, half.memory.share(half.used), piece, context.stream()));
            half.use(piece);
            from += piece;
        }
    }

    /** Hands the full half to the GPU, and waits for the other. */
    private void swap() {
        Half full = own;
        if (full != null) {
            full.leave();
        }
        own = other;
        other = full;
        if (own != null) {
            own.takeBack();
        }
    }

    /** Receives bytes from an address. */
    public void receive(long address, long bytes, Transfer reader) {
        synchronized (receiving) {
            Pointer target = received == null ? received = pinned(RECEIVED) : received;
            for (long from = 0; from < bytes; from += RECEIVED) {
                int piece = (int) Math.min(bytes - from, RECEIVED);
                context.check(
                        "cuMemcpyDtoHAsync",
                        context.enter().cuMemcpyDtoHAsync_v2(target, address + from, piece, context.stream()));
                context.synchronize();
                reader.piece(target.getByteBuffer(0, piece), from);
            }
        }
    }

    private Pointer pinned(int bytes) {
        Memory address = new Memory(Native.POINTER_SIZE);
        context.check("cuMemHostAlloc", context.enter().cuMemHostAlloc(address, bytes, 0));
        return address.getPointer(0);
    }

    /** One half of the send buffer, filled from its beginning. */
    private final class Half {
        private static final int BORDER = 64;

        private final Pointer memory = pinned(HALF);
        private final Pointer event;
        private int used;

        private Half() {
            Memory out = new Memory(Native.POINTER_SIZE);
            context.check("cuEventCreate", context.enter().cuEventCreate(out, 2));
            event = out.getPointer(0);
        }

        private int room() {
            return HALF - used;
        }

        private void use(int bytes) {
            used = Math.min(HALF, (used + bytes + BORDER - 1) / BORDER * BORDER);
        }

        private void leave() {
            context.check("cuEventRecord", context.enter().cuEventRecord(event, context.stream()));
        }

        private void takeBack() {
            context.check("cuEventSynchronize", context.enter().cuEventSynchronize(event));
            used = 0;
        }
    }
}
