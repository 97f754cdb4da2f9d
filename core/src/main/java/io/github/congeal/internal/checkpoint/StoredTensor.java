package io.github.congeal.internal.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor and the location of its elements.
 *
 * @param info its name, type and shape
 * @param storage its bytes
 * @param order the byte order
 * @param offset the offset of its first element in the storage, in bytes
 * @param strides the stride of each dimension, in elements
 */
record StoredTensor(TensorInfo info, Storage storage, ByteOrder order, long offset, long[] strides) {

    /** The bytes of a piece; larger tensors are read in several pieces. */
    private static final int PIECE = 1 << 16;

    /** Receives the elements of a tensor. */
    @FunctionalInterface
    interface Sink {
        /** Takes all elements that remain in the buffer, which is valid during this call only. */
        void accept(ByteBuffer elements) throws IOException;
    }

    /** A tensor whose elements are contiguous and little-endian, and fill their storage. */
    static StoredTensor contiguous(TensorInfo info, Storage storage) {
        long[] shape = info.shape();
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return new StoredTensor(info, storage, ByteOrder.LITTLE_ENDIAN, 0, strides);
    }

    /** The same tensor under another name. */
    StoredTensor named(String name) {
        TensorInfo renamed = new TensorInfo(name, info.dataType(), info.shape());
        return new StoredTensor(renamed, storage, order, offset, strides);
    }

    /** Passes all elements to a sink in row-major order, in pieces of whole elements and this tensor's byte order. */
    void forEachPiece(Sink sink) throws IOException {
        if (info.elementCount() == 0) {
            return;
        }
        Strides rows = Strides.of(info.shape(), strides);
        if (rows.isContiguous()) {
            contiguousPieces(sink);
        } else {
            new Gather(storage, order, info.dataType().bytes(), sink).gather(rows, offset);
        }
    }

    private void contiguousPieces(Sink sink) throws IOException {
        int elementSize = info.dataType().bytes();
        long begin = offset;
        long end = offset + info.byteCount();
        byte[] room = new byte[info.byteCount() > PIECE ? PIECE : 0];
        while (begin < end) {
            ByteBuffer slice = storage.piece(begin, end - begin, room).order(order);
            slice.limit(slice.limit() - slice.remaining() % elementSize);
            begin += slice.remaining();
            sink.accept(slice);
        }
    }
}
