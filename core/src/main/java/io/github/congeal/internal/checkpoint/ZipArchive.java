package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP archive whose entries are read in place. The JDK's reader does not reveal where an entry lies in the file, so
 * nothing could be mapped. Checksums are not verified: PyTorch can be told to omit them, and reading every byte twice
 * would cost more than reading the model.
 */
final class ZipArchive {
    private final String source;
    private final SegmentedBytes bytes;
    private final Map<String, ArchiveEntry> entries;

    /** The entry that was unpacked last, since tensors of one storage tend to follow each other. */
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
                    "its %,d bytes would unpack to %,d, which no sound file does".formatted(bytes.size(), unpacked));
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

    /** All bytes of a compressed entry. */
    synchronized SegmentedBytes unpacked(ArchiveEntry entry) {
        bytes.checkOpen();
        SegmentedBytes unpacked = unpackedBytes;
        if (unpacked == null || unpackedEntry != entry) {
            // The former one may go before the next one needs its memory.
            unpackedBytes = null;
            unpacked = SegmentedBytes.wrap(entry.inflate());
            unpackedEntry = entry;
            unpackedBytes = unpacked;
        }
        return unpacked;
    }
}
