package io.github.congeal.internal.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Copies the elements of a strided tensor, row by row, into contiguous pieces. */
final class Gather {
    private static final int PIECE = 1 << 16;

    private final Storage storage;
    private final int elementSize;
    private final StoredTensor.Sink sink;
    private final ByteBuffer piece;

    Gather(Storage storage, ByteOrder order, int elementSize, StoredTensor.Sink sink) {
        this.storage = storage;
        this.elementSize = elementSize;
        this.sink = sink;
        this.piece = ByteBuffer.allocate(PIECE).order(order);
    }

    /** Passes all elements to the sink; the first one lies at {@code offset}, in bytes. */
    void gather(Strides rows, long offset) throws IOException {
        dimension(rows, 0, offset);
        flush();
    }

    private void dimension(Strides rows, int index, long begin) throws IOException {
        long size = rows.sizes()[index];
        long step = rows.strides()[index] * elementSize;
        if (index == rows.sizes().length - 1) {
            row(begin, size, step);
            return;
        }
        for (long i = 0; i < size; i++) {
            dimension(rows, index + 1, begin + i * step);
        }
    }

    private void row(long begin, long count, long step) throws IOException {
        long from = begin;
        long left = count;
        while (left > 0) {
            if (piece.remaining() < elementSize) {
                flush();
            }
            long wanted = Math.min(left, piece.remaining() / elementSize);
            ByteBuffer source =
                    storage.slice(from, (wanted - 1) * step + elementSize).order(piece.order());
            // At the end of a segment, the slice may be shorter than requested.
            int available =
                    step == 0 ? (int) wanted : (int) Math.min(wanted, (source.remaining() - elementSize) / step + 1);
            copy(source, available, (int) step);
            from += available * step;
            left -= available;
        }
    }

    /** Copies elements that are {@code step} bytes apart, with a loop for each size as in {@link DataType#decode}. */
    private void copy(ByteBuffer source, int count, int step) {
        if (step == elementSize) {
            piece.put(source.limit(count * elementSize));
            return;
        }
        switch (elementSize) {
            case Byte.BYTES -> {
                for (int i = 0; i < count; i++) piece.put(source.get(i * step));
            }
            case Short.BYTES -> {
                for (int i = 0; i < count; i++) piece.putShort(source.getShort(i * step));
            }
            case Integer.BYTES -> {
                for (int i = 0; i < count; i++) piece.putInt(source.getInt(i * step));
            }
            default -> {
                for (int i = 0; i < count; i++) piece.putLong(source.getLong(i * step));
            }
        }
    }

    private void flush() throws IOException {
        sink.accept(piece.flip());
        piece.clear();
    }
}
