package io.github.congeal.video;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Pictures of one size on disk, compressed without loss, so that a film can show them again in reverse. */
final class FrameStore implements Closeable {
    private final TemporaryFile file;
    private long[] offsets = new long[64];
    private int size;
    private int width;
    private int height;

    FrameStore(Path target) throws IOException {
        file = new TemporaryFile(target);
    }

    void add(Pixels picture) throws IOException {
        width = picture.width();
        height = picture.height();
        int[] pixels = picture.rgb();
        byte[] raw = new byte[pixels.length * 3];
        for (int i = 0; i < pixels.length; i++) {
            raw[3 * i] = (byte) (pixels[i] >> 16);
            raw[3 * i + 1] = (byte) (pixels[i] >> 8);
            raw[3 * i + 2] = (byte) pixels[i];
        }
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * size);
        }
        offsets[size++] = file.length();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(raw);
            deflater.finish();
            byte[] compressed = new byte[raw.length + 1024];
            while (!deflater.finished()) {
                file.append(compressed, 0, deflater.deflate(compressed));
            }
        } finally {
            deflater.end();
        }
    }

    /** The picture with an index. */
    Pixels get(int index) throws IOException {
        int pixelCount = width * height;
        long end = index + 1 < size ? offsets[index + 1] : file.length();
        byte[] compressed = new byte[Math.toIntExact(end - offsets[index])];
        RandomAccessFile content = file.content();
        content.seek(offsets[index]);
        content.readFully(compressed);
        ByteBuffer raw = ByteBuffer.allocate(pixelCount * 3);
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            while (raw.hasRemaining() && inflater.inflate(raw) > 0) {}
        } catch (DataFormatException e) {
            throw new IOException("a frame that was kept on disk is damaged", e);
        } finally {
            inflater.end();
        }
        int[] pixels = new int[pixelCount];
        for (int i = 0; i < pixelCount; i++) {
            pixels[i] = (raw.get(3 * i) & 0xff) << 16 | (raw.get(3 * i + 1) & 0xff) << 8 | raw.get(3 * i + 2) & 0xff;
        }
        return new Pixels(width, height, pixels);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
