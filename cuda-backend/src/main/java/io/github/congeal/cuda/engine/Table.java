package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tensor;

/** Small structures for a kernel, written field by field and copied to the GPU in one transfer. */
final class Table implements AutoCloseable {
    private final Buffers buffers;
    private final Tensor tensor;
    private final float[] words;
    private int length;

    /** A table with room for {@code room} fields of 32 bits. */
    Table(Buffers buffers, int room) {
        this.buffers = buffers;
        this.tensor = buffers.take(room);
        this.words = buffers.hostArrays().takeFloats(room);
    }

    /** Appends a whole number. */
    Table integer(int value) {
        // The bits are only copied, so it does not matter which float they stand for.
        return bits(Float.intBitsToFloat(value));
    }

    /** Appends a float32. */
    Table real(double value) {
        words[length++] = (float) value;
        return this;
    }

    private Table bits(float value) {
        words[length++] = value;
        return this;
    }

    /** Continues at another field. */
    Table at(int place) {
        length = place;
        return this;
    }

    /** The fields, for direct writing. */
    float[] words() {
        return words;
    }

    /** Copies the table to the GPU. */
    Tensor send() {
        tensor.write(0, words, 0, words.length);
        return tensor;
    }

    /** The table on the GPU. */
    Tensor tensor() {
        return tensor;
    }

    @Override
    public void close() {
        buffers.hostArrays().giveBack(words);
        tensor.close();
    }
}
