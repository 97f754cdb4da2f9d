package io.github.congeal.internal.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Names unfinished files, and finds those that killed programs have left behind. */
public final class StaleFiles {
    private static final Pattern NAME =
            Pattern.compile("\\..+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.part", Pattern.DOTALL);

    /** A file that was not written to for this long is taken to be abandoned. */
    private static final Duration STALE = Duration.ofDays(1);

    /** In code points: with four bytes each, and what is added, they make no longer name than file systems take. */
    private static final int KEPT = 50;

    private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();

    private StaleFiles() {}

    /**
     * A hidden name for a file that is not finished, beside its own, with the beginning of its name. The first time that
     * something is written into a folder, unfinished files of killed programs, a day old and more, are deleted from it.
     *
     * @param file absolute
     */
    public static Path unfinished(Path file) {
        Path folder = file.getParent();
        if (folder != null && SWEPT.add(folder)) {
            sweep(folder, Instant.now().minus(STALE));
        }
        String name = String.valueOf(file.getFileName());
        int kept = name.offsetByCodePoints(0, Math.min(name.codePointCount(0, name.length()), KEPT));
        return file.resolveSibling("." + name.substring(0, kept) + "." + UUID.randomUUID() + ".part");
    }

    static void sweep(Path folder, Instant before) {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.part")) {
            for (Path part : parts) {
                if (NAME.matcher(part.getFileName().toString()).matches()
                        && Files.isRegularFile(part)
                        && Files.getLastModifiedTime(part).toInstant().isBefore(before)) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException e) {
            // Tidying up is no reason to write nothing.
        }
    }
}
