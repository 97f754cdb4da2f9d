package io.github.congeal.internal.image;

import io.github.congeal.internal.file.AtomicFile;
import io.github.congeal.internal.file.FileFault;
import io.github.congeal.internal.file.WritableFile;
import java.io.IOException;
import java.nio.file.Path;

/** Writes files whole or not at all, so that a reader sees the old file or the new one, and never a part. */
final class CompleteFile {
    private CompleteFile() {}

    static void write(Path file, byte[] content) throws IOException {
        WritableFile.require(file);
        try {
            AtomicFile.write(file, out -> out.write(content));
        } catch (IOException e) {
            throw FileFault.ofWriting(file, e);
        }
    }
}
