package io.github.congeal.model;

import io.github.congeal.CheckpointException;
import io.github.congeal.ModelUnavailableException;
import io.github.congeal.internal.checkpoint.Checkpoints;
import io.github.congeal.internal.download.Download;
import io.github.congeal.internal.download.Downloader;
import io.github.congeal.internal.download.Listener;
import io.github.congeal.internal.download.MirrorsFailedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The folder of downloaded models. Only {@link #fetch} downloads anything. A file that a user puts there by hand, under
 * the name of a model's file, is used like a downloaded one.
 *
 * <p>Immutable and thread-safe. Any number of programs may use one folder at once; each file is downloaded only once.
 */
public final class ModelCache {
    private final Path folder;

    private ModelCache(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /**
     * Returns the folder named by the system property {@code congeal.models}, or else by the environment variable
     * {@code CONGEAL_MODELS}; by default that of the operating system: {@code congeal} in {@code $XDG_CACHE_HOME} or
     * {@code ~/.cache} on Linux, in {@code ~/Library/Caches} on macOS, in {@code %LOCALAPPDATA%} on Windows.
     *
     * @throws IllegalArgumentException if Java cannot express that folder in this locale
     */
    public static ModelCache standard() {
        return Setting.of("congeal.models", "CONGEAL_MODELS")
                .map(folder -> at(Setting.path("CONGEAL_MODELS", folder)))
                .orElseGet(() -> at(CacheFolder.on(
                        System.getProperty("os.name"),
                        Setting.path("user.home", System.getProperty("user.home")),
                        System.getenv())));
    }

    /** Returns a cache in the given folder, which is created when something is downloaded. */
    public static ModelCache at(Path folder) {
        return new ModelCache(folder);
    }

    /** Returns the folder. */
    public Path folder() {
        return folder;
    }

    /** Returns the path where a model's file is, or would be. */
    public Path file(PublishedModel model) {
        return folder.resolve(model.fileName());
    }

    /** Returns a model's file; empty unless it is complete. */
    public Optional<Path> find(PublishedModel model) {
        return Optional.of(file(model)).filter(Files::isRegularFile);
    }

    /** Returns the number of bytes that an interrupted or running download of a model has received so far, or 0. */
    public long partialBytes(PublishedModel model) {
        try {
            return Files.size(beside(model, ".part"));
        } catch (IOException absent) {
            return 0;
        }
    }

    /**
     * Returns a model's file, which must be there.
     *
     * @throws ModelUnavailableException if it is not; the message says what to do
     */
    public Path get(PublishedModel model) throws ModelUnavailableException {
        Path file = file(model);
        if (find(model).isEmpty()) {
            throw new ModelUnavailableException(
                    model.name(), file, Map.of(), Instructions.forMissing(model, file, partialBytes(model)));
        }
        return file;
    }

    /**
     * Returns a model's file, downloading it if necessary. An interrupted download is resumed, even by another program.
     * The mirrors are tried in order. Size and SHA-256 are verified if they are known; otherwise the file must open as
     * a checkpoint. The proxies of the system properties ({@code https.proxyHost} …) and of the environment ({@code
     * HTTPS_PROXY} …) are used.
     *
     * @throws ModelUnavailableException if no mirror delivers it; the message gives each mirror's reason and says what
     *     to do by hand
     * @throws IOException if the disk is full or the folder cannot be written to
     * @throws CancellationException if the thread is interrupted; its interrupt flag stays set, and the part received
     *     so far is kept
     */
    public Path fetch(PublishedModel model, DownloadListener listener) throws IOException {
        Path file = file(model);
        if (find(model).isPresent()) {
            return file;
        }
        try {
            new Downloader()
                    .fetch(
                            new Download(file, model.bytes(), model.sha256(), model.mirrors(), ModelCache::open),
                            heardAs(model, listener));
            return file;
        } catch (MirrorsFailedException e) {
            Map<URI, String> reasons = e.reasons();
            throw new ModelUnavailableException(
                    model.name(), file, reasons, Instructions.forFailed(model, file, reasons));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the download of %s was interrupted".formatted(model.name()));
        }
    }

    /**
     * Deletes a model's file, complete or partial.
     *
     * @return whether there was anything to delete
     */
    public boolean remove(PublishedModel model) throws IOException {
        boolean whole = Files.deleteIfExists(file(model));
        boolean part = Files.deleteIfExists(beside(model, ".part"));
        Files.deleteIfExists(beside(model, ".part.origin"));
        Files.deleteIfExists(beside(model, ".lock"));
        return whole || part;
    }

    private Path beside(PublishedModel model, String ending) {
        return folder.resolve(model.fileName() + ending);
    }

    private static void open(Path file) throws IOException {
        try {
            Checkpoints.open(file).close();
        } catch (CheckpointException e) {
            throw new IOException(e.reason(), e);
        }
    }

    private static Listener heardAs(PublishedModel model, DownloadListener listener) {
        return new Listener() {
            @Override
            public void received(long bytes, long size) {
                listener.received(model, bytes, size);
            }

            @Override
            public void note(String sentence) {
                listener.note(model, sentence);
            }
        };
    }
}
