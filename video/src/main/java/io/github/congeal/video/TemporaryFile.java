package io.github.congeal.video;

import io.github.congeal.internal.file.FileFault;
import io.github.congeal.internal.file.StaleFiles;
import io.github.congeal.internal.file.WritableFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary file beside the target, deleted when closed.
 *
 * <p>It is not in the system's temporary folder, because that is often small or in memory. It does not use a channel,
 * because an interrupted thread cannot, and a film must be finished after an interruption.
 */
final class TemporaryFile implements Closeable {
    private static final int COPY_BYTES = 1 << 16;

    private final Path path;
    private final RandomAccessFile content;

    /** @throws IOException with a sentence that names the target, if its folder is missing or cannot be written to */
    TemporaryFile(Path target) throws IOException {
        WritableFile.require(target);
        path = StaleFiles.unfinished(target.toAbsolutePath());
        try {
            content = new RandomAccessFile(path.toFile(), "rw");
        } catch (IOException e) {
            throw FileFault.ofWriting(target, e);
        }
    }

    RandomAccessFile content() {
        return content;
    }

    long length() throws IOException {
        return content.length();
    }

    void append(byte[] bytes, int offset, int length) throws IOException {
        content.seek(content.length());
        content.write(bytes, offset, length);
    }

    void copyTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[COPY_BYTES];
        content.seek(0);
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            out.write(buffer, 0, n);
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
        Files.deleteIfExists(path);
    }
}
