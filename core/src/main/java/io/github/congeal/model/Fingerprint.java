package io.github.congeal.model;

import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Identifies the weights of a model: a SHA-256 of parts of its files. */
final class Fingerprint {
    /**
     * The number of parts of a file that are read: reading a gigabyte would take seconds, and since any further
     * training changes every weight, a sample suffices.
     */
    private static final int PARTS = 256;

    private static final int PART = 1 << 16;

    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Adds a word. */
    Fingerprint with(Object word) {
        digest.update((word + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /**
     * Adds a file's size and parts of it, or those of all files in a folder.
     *
     * @throws CheckpointException if it cannot be read
     */
    Fingerprint with(Path file) {
        try {
            if (Files.isDirectory(file)) {
                for (Path one : sorted(file)) {
                    withFile(one);
                }
            } else {
                withFile(file);
            }
            return this;
        } catch (IOException e) {
            throw new CheckpointException(file.toString(), null, "the file cannot be read any more: " + e, e);
        }
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void withFile(Path file) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            long size = content.length();
            with(Long.toString(size));
            byte[] part = new byte[PART];
            for (int i = 0; i < PARTS; i++) {
                long from = size <= (long) PARTS * PART ? (long) i * PART : (size - PART) / (PARTS - 1) * i;
                if (from < size) {
                    content.seek(from);
                    int length = (int) Math.min(PART, size - from);
                    content.readFully(part, 0, length);
                    digest.update(part, 0, length);
                }
            }
        }
    }

    /** Adds all of a stream. */
    Fingerprint with(InputStream in) throws IOException {
        digest.update(in.readAllBytes());
        return this;
    }

    /** Returns a short digest of what was added. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
