package io.github.congeal.internal.image;

import io.github.congeal.internal.file.FileFault;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers why a stream could not be read, or that the thread was interrupted, because ImageIO takes a failure for the end
 * of the picture or for damage.
 */
final class RememberedFailure extends FilterInputStream {
    private @Nullable Exception failure;

    RememberedFailure(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        requireUninterrupted();
        try {
            return super.read();
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        requireUninterrupted();
        try {
            return super.read(bytes, offset, length);
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    /**
     * Ends reading if the thread was interrupted.
     *
     * @throws CancellationException if it was; its interrupt flag stays set
     */
    void requireUninterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            CancellationException interrupted =
                    new CancellationException("the thread was interrupted while a picture was being read");
            failure = interrupted;
            throw interrupted;
        }
    }

    /**
     * Throws the failure, if there was one: an unchecked one as it is.
     *
     * @param file what to call the stream
     */
    void rethrow(String file) throws IOException {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof IOException checked) {
            throw new IOException("%s cannot be read: %s".formatted(file, FileFault.reason(checked)), checked);
        }
    }
}
