package io.github.congeal.samples.window;

import io.github.congeal.Frame;
import io.github.congeal.PictureFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The frames of a run, each a lossless PNG with its settings in a temporary folder. When they outgrow a bound, every
 * second one is dropped, so that those that remain are evenly spread. Thread-safe unless stated otherwise.
 */
final class FrameHistory implements AutoCloseable {
    private static final long BOUND = 1L << 30;

    private final Path folder;
    private final long bound;
    private final TreeMap<Integer, Kept> frames = new TreeMap<>();
    private int spacing = 1;
    private long bytes;

    /**
     * A frame on disk.
     *
     * @param iteration the number of steps taken before it
     * @param file its file, which no longer exists once the frame is dropped
     * @param bytes the file's size in bytes
     */
    record Kept(int iteration, Path file, long bytes) {}

    /**
     * An empty history.
     *
     * @param bound the largest total size of the files in bytes
     */
    FrameHistory(Path folder, long bound) {
        this.folder = folder;
        this.bound = bound;
    }

    /** An empty history of at most a gigabyte, in the system's temporary folder. */
    static FrameHistory temporary() throws IOException {
        return new FrameHistory(Files.createTempDirectory("congeal-"), BOUND);
    }

    /** Keeps a frame. The newest frame is always kept until the next one is added. To be called by one thread only. */
    void add(Frame frame) throws IOException {
        Path file = folder.resolve(String.format(Locale.ROOT, "frame-%06d.png", frame.iteration()));
        frame.save(file);
        // The lock is taken only now, so that showing frames does not wait for the disk.
        put(new Kept(frame.iteration(), file, Files.size(file)));
    }

    private synchronized void put(Kept kept) throws IOException {
        if (!frames.isEmpty() && frames.lastKey() % spacing != 0) {
            drop(frames.lastKey());
        }
        frames.put(kept.iteration, kept);
        bytes += kept.bytes;
        while (bytes > bound && frames.size() > 2) {
            thin();
        }
    }

    private void thin() throws IOException {
        spacing *= 2;
        for (int iteration : new ArrayList<>(frames.keySet())) {
            if (iteration % spacing != 0 && iteration != frames.lastKey()) {
                drop(iteration);
            }
        }
    }

    private void drop(int iteration) throws IOException {
        Kept kept = frames.remove(iteration);
        if (kept != null) {
            bytes -= kept.bytes;
            Files.deleteIfExists(kept.file);
        }
    }

    /** The frames kept now, oldest first. */
    synchronized List<Kept> frames() {
        return List.copyOf(frames.values());
    }

    /** The frame at an iteration, or else the nearest one before it; empty if there are no frames. */
    synchronized Optional<Kept> at(int iteration) {
        return Optional.ofNullable(frames.floorEntry(iteration)).map(Map.Entry::getValue);
    }

    /** The frame after an iteration; empty if there is none. */
    synchronized Optional<Kept> after(int iteration) {
        return Optional.ofNullable(frames.higherEntry(iteration)).map(Map.Entry::getValue);
    }

    /** The picture of a frame; empty if the frame has been dropped since. */
    Optional<BufferedImage> read(Kept kept) throws IOException {
        try {
            return Optional.of(PictureFile.read(kept.file));
        } catch (IOException e) {
            if (Files.notExists(kept.file)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Saves a frame as PNG, with its settings, or as JPEG, depending on the name's ending.
     *
     * @throws IllegalArgumentException if the name has another ending
     */
    void save(Kept kept, Path file) throws IOException {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            PictureFile.write(read(kept).orElseThrow(() -> new NoSuchFileException(kept.file.toString())), file);
            return;
        }
        PictureFile.requireWritable(file);
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            Files.copy(kept.file, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Drops all frames. */
    @Override
    public synchronized void close() {
        try {
            for (int iteration : new ArrayList<>(frames.keySet())) {
                drop(iteration);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // The system cleans its temporary folder eventually.
        }
    }
}
