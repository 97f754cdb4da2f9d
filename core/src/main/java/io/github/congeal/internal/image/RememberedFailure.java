package io.github.congeal.internal.image;

import io.github.congeal.internal.file.FileFault;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Remembers why a stream could not be read, because ImageIO takes a failure for the end of the picture or for damage. */
final class RememberedFailure extends FilterInputStream {
    private @Nullable IOException failure;

    RememberedFailure(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /**
     * Throws the failure, if there was one.
     *
     * @param file what to call the stream
     */
    void rethrow(String file) throws IOException {
        if (failure != null) {
            throw new IOException("%s cannot be read: %s".formatted(file, FileFault.reason(failure)), failure);
        }
    }
}
