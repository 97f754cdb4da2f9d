package io.github.congeal.internal.image;

import io.github.congeal.internal.file.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes files whole or not at all, so that whoever looks at one while it is replaced sees the old or the new. */
final class CompleteFile {
    private CompleteFile() {}

    static void write(Path file, byte[] content) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (Files.isDirectory(absolute)) {
            throw new IOException(file + " cannot be written: it is a folder");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("%s cannot be written: there is no folder %s".formatted(file, folder));
        }
        // Whoever ends a run by an interrupt wants to save its last picture; but an interrupted thread cannot write.
        boolean interrupted = Thread.interrupted();
        try {
            AtomicFile.write(absolute, channel -> writeFully(ByteBuffer.wrap(content), channel));
        } catch (IOException e) {
            throw new IOException("%s cannot be written: %s".formatted(file, e), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void writeFully(ByteBuffer bytes, WritableByteChannel channel) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
