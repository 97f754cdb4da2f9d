package io.github.congeal.internal.download;

import io.github.congeal.internal.file.AtomicFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The part of a file received so far, beside the place of the complete file. A second file records its mirror, and
 * which version of the file that mirror had.
 */
final class PartFile {
    private static final int BLOCK = 1 << 20;

    private final Path part;
    private final Path origin;

    PartFile(Path target) {
        part = target.resolveSibling(target.getFileName() + ".part");
        origin = target.resolveSibling(target.getFileName() + ".part.origin");
    }

    Path path() {
        return part;
    }

    long size() {
        try {
            return Files.size(part);
        } catch (IOException absent) {
            return 0;
        }
    }

    /** Deletes what was received. */
    void clear() throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(origin);
    }

    /** Records where the bytes come from. */
    void comesFrom(URI mirror, Optional<String> version) throws IOException {
        Files.write(origin, List.of(mirror.toString(), version.orElse("")));
    }

    /** The version of the file that the bytes belong to, if they came from this mirror and it named one. */
    Optional<String> version(URI mirror) {
        try {
            List<String> lines = Files.readAllLines(origin);
            return lines.size() == 2
                            && lines.get(0).equals(mirror.toString())
                            && !lines.get(1).isEmpty()
                    ? Optional.of(lines.get(1))
                    : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /**
     * A stream that appends to the part. It is not a channel, because interrupting a thread closes a channel and loses
     * the bytes that the thread was about to write.
     */
    OutputStream append() throws IOException {
        return new FileOutputStream(part.toFile(), true);
    }

    /** The SHA-256 of the part, in lower-case hexadecimal. */
    String sha256() throws IOException, InterruptedException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(part)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Moves the complete part to the place of the file. */
    void become(Path target) throws IOException {
        try (FileOutputStream out = new FileOutputStream(part.toFile(), true)) {
            out.getFD().sync();
        }
        AtomicFile.move(part, target);
        Files.deleteIfExists(origin);
    }
}
