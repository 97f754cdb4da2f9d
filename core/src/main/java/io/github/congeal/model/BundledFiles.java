package io.github.congeal.model;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.CheckpointFile;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * The files of the bundled model. Each is read once, by the first thread that asks for it. A second thread may read
 * ahead, since unpacking takes as long as starting ND4J and does not need it.
 */
final class BundledFiles implements AutoCloseable {
    static final String VQGAN = "vqgan.safetensors";
    static final String CLIP = "clip.safetensors";
    static final String READER = "reader.safetensors";
    static final String SKETCHER = "sketcher.safetensors";
    static final String BOOK = "book.safetensors";

    /** The files that the first picture needs. */
    private final Map<String, FutureTask<CheckpointFile>> files = new LinkedHashMap<>();

    private final Thread ahead = new Thread(null, this::readAhead, "congeal-reading", 0, false);
    private volatile boolean enough;

    /** Creates the files, none of which has been read. */
    BundledFiles() {
        Stream.of(VQGAN, CLIP).forEach(name -> files.put(name, new FutureTask<>(() -> read(name))));
        ahead.setDaemon(true);
    }

    /** Lets another thread read ahead until {@link #halt}. */
    void begin() {
        ahead.start();
    }

    private void readAhead() {
        for (FutureTask<CheckpointFile> file : files.values()) {
            if (!enough) {
                file.run();
            }
        }
    }

    /** Stops the other thread and waits until it has ended. Remaining files are read on demand. */
    void halt() {
        enough = true;
        boolean interrupted = false;
        while (ahead.isAlive()) {
            try {
                ahead.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        halt();
    }

    /** Opens {@value #VQGAN} or {@value #CLIP}; the caller closes it. */
    CheckpointFile open(String name) {
        FutureTask<CheckpointFile> file = files.get(name);
        file.run();
        try {
            return file.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the thread was interrupted while a model was loading");
        }
    }

    /** Adds the VQGAN, which is small and differs in every bundled model. */
    static void addTo(Fingerprint fingerprint) {
        try (InputStream in = stream(VQGAN)) {
            fingerprint.with("bundled").with(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream stream(String name) {
        InputStream in = Model.class.getResourceAsStream("bundled/" + name);
        if (in == null) {
            throw new IllegalStateException("congeal-core's jar lacks its bundled model, " + name);
        }
        return in;
    }

    /** Opens a file, of which only the header is read now. */
    static Checkpoint header(String name) {
        return SafetensorsReader.header(() -> stream(name), called(name));
    }

    private static String called(String name) {
        return "the bundled " + name;
    }

    /** Reads a file; the caller closes it. */
    static CheckpointFile read(String name) {
        try (InputStream in = stream(name)) {
            return SafetensorsReader.read(in, called(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
