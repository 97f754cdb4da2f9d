package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tensor;

/** Small structures for a kernel, written one number after the other and brought to the GPU in one go. */
final class Table implements AutoCloseable {
    private final Buffers buffers;
    private final Tensor tensor;
    private final float[] words;
    private int length;

    /** Room for so many numbers of 32 bits. */
    Table(Buffers buffers, int room) {
        this.buffers = buffers;
        this.tensor = buffers.take(room);
        this.words = buffers.hostArrays().takeFloats(room);
    }

    /** Appends a whole number. */
    Table integer(int value) {
        // Whatever number these bits are, it is only copied.
        return bits(Float.intBitsToFloat(value));
    }

    /** Appends a number. */
    Table real(double value) {
        words[length++] = (float) value;
        return this;
    }

    private Table bits(float value) {
        words[length++] = value;
        return this;
    }

    /** Goes on at another place. */
    Table at(int place) {
        length = place;
        return this;
    }

    /** What is to be written directly. */
    float[] words() {
        return words;
    }

    /** Brings the table to the GPU. */
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
