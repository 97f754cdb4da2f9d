package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP archive whose stored entries are mapped. The JDK's reader does not reveal the offset of an entry. Checksums are not
 * verified: PyTorch can omit them, and verification would read every byte a second time.
 */
final class ZipArchive {
    private final String source;
    private final SegmentedBytes bytes;
    private final Map<String, ArchiveEntry> entries;

    /** The entry that was decompressed last: tensors of one storage tend to be read one after the other. */
    private @Nullable ArchiveEntry unpackedEntry;

    private @Nullable SegmentedBytes unpackedBytes;

    /**
     * Reads the directory.
     *
     * @throws CheckpointException if it is damaged
     */
    ZipArchive(String source, SegmentedBytes bytes) {
        this.source = source;
        this.bytes = bytes;
        this.entries = new ZipDirectory(this).entries();
        long unpacked =
                entries.values().stream().mapToLong(ArchiveEntry::unpacked).sum();
        if (unpacked > NamedTensors.largestTotal(bytes.size())) {
            throw new CheckpointException(
                    source,
                    String.format(
                            Locale.ROOT,
                            "its %,d bytes would unpack to %,d, which no sound file does",
                            bytes.size(),
                            unpacked));
        }
    }

    String source() {
        return source;
    }

    SegmentedBytes bytes() {
        return bytes;
    }

    /** The names of all entries, in the directory's order. */
    Set<String> names() {
        return entries.keySet();
    }

    /** The entry of a name; null if there is none. */
    @Nullable
    ArchiveEntry entry(String name) {
        return entries.get(name);
    }

    /** The decompressed bytes of an entry. */
    synchronized SegmentedBytes unpacked(ArchiveEntry entry) {
        bytes.checkOpen();
        SegmentedBytes unpacked = unpackedBytes;
        if (unpacked == null || unpackedEntry != entry) {
            // The memory of the former entry can be reused for the next one.
            unpackedBytes = null;
            unpacked = SegmentedBytes.wrap(entry.inflate());
            unpackedEntry = entry;
            unpackedBytes = unpacked;
        }
        return unpacked;
    }
}
