package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The central directory of a ZIP archive, with the 64-bit extensions; see PKWARE's APPNOTE.TXT, sections 4.3.12 to
 * 4.3.16.
 */
final class ZipDirectory {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_SIZE = 20;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int END64_SIZE = 56;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int EXTRA_64 = 1;
    private static final long IN_EXTRA_FIELD = 0xffffffffL;

    private static final int MOST_ENTRIES = 500_000;
    private static final int LARGEST_DIRECTORY = 100_000_000;

    private final ZipArchive archive;
    private final SegmentedBytes bytes;

    ZipDirectory(ZipArchive archive) {
        this.archive = archive;
        this.bytes = archive.bytes();
    }

    /** Reads all entries. */
    Map<String, ArchiveEntry> entries() {
        long end = findEnd();
        ByteBuffer record = view(end, END_SIZE);
        long count = Short.toUnsignedLong(record.getShort(10));
        long size = Integer.toUnsignedLong(record.getInt(12));
        long offset = Integer.toUnsignedLong(record.getInt(16));
        if (end >= LOCATOR_SIZE && view(end - LOCATOR_SIZE, LOCATOR_SIZE).getInt(0) == LOCATOR_SIGNATURE) {
            long end64 = view(end - LOCATOR_SIZE, LOCATOR_SIZE).getLong(8);
            if (end64 < 0 || end64 > bytes.size() - END64_SIZE) {
                throw damaged("its directory lies beyond the end of the file");
            }
            ByteBuffer record64 = view(end64, END64_SIZE);
            if (record64.getInt(0) != END64_SIGNATURE) {
                throw damaged("its 64-bit directory is damaged");
            }
            count = record64.getLong(32);
            size = record64.getLong(40);
            offset = record64.getLong(48);
        }
        if (count < 0 || count > MOST_ENTRIES || size < 0 || size > LARGEST_DIRECTORY) {
            throw damaged("its directory is larger than any model's");
        }
        if (offset < 0 || offset > end || size > end - offset) {
            throw damaged("its directory lies beyond the end of the file");
        }
        return Collections.unmodifiableMap(read(view(offset, (int) size), (int) count));
    }

    /** The offset of the end record, which only a comment of any content may follow. */
    private long findEnd() {
        int length = (int) Math.min(bytes.size(), END_SIZE + LONGEST_COMMENT);
        ByteBuffer tail = view(bytes.size() - length, length);
        for (int at = length - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE) {
                return bytes.size() - length + at;
            }
        }
        throw damaged("it is a ZIP archive without its directory: the file may have been cut short");
    }

    private Map<String, ArchiveEntry> read(ByteBuffer directory, int count) {
        Map<String, ArchiveEntry> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            if (directory.remaining() < ENTRY_SIZE || directory.getInt(directory.position()) != ENTRY_SIGNATURE) {
                throw damaged("its directory is damaged at entry " + i);
            }
            ArchiveEntry entry = entry(directory);
            checkName(entry.name());
            if (entries.put(entry.name(), entry) != null) {
                throw new CheckpointException(archive.source(), entry.name(), "the archive has this entry twice");
            }
        }
        return entries;
    }

    private ArchiveEntry entry(ByteBuffer directory) {
        int begin = directory.position();
        int method = Short.toUnsignedInt(directory.getShort(begin + 10));
        long compressedSize = Integer.toUnsignedLong(directory.getInt(begin + 20));
        long size = Integer.toUnsignedLong(directory.getInt(begin + 24));
        int nameLength = Short.toUnsignedInt(directory.getShort(begin + 28));
        int extraLength = Short.toUnsignedInt(directory.getShort(begin + 30));
        int commentLength = Short.toUnsignedInt(directory.getShort(begin + 32));
        long headerOffset = Integer.toUnsignedLong(directory.getInt(begin + 42));
        directory.position(begin + ENTRY_SIZE);
        if (directory.remaining() < nameLength + extraLength + commentLength) {
            throw damaged("its directory is cut short");
        }
        byte[] nameBytes = new byte[nameLength];
        directory.get(nameBytes);
        String name = new String(nameBytes, StandardCharsets.UTF_8);
        ByteBuffer large = largeSizes(directory.slice(directory.position(), extraLength));
        directory.position(directory.position() + extraLength + commentLength);
        size = size == IN_EXTRA_FIELD ? next(large, name) : size;
        compressedSize = compressedSize == IN_EXTRA_FIELD ? next(large, name) : compressedSize;
        headerOffset = headerOffset == IN_EXTRA_FIELD ? next(large, name) : headerOffset;
        check(name, method, compressedSize, size, headerOffset);
        return new ArchiveEntry(archive, name, method, compressedSize, size, headerOffset);
    }

    private void check(String name, int method, long compressedSize, long size, long headerOffset) {
        String reason = null;
        if (method != ArchiveEntry.STORED && method != ArchiveEntry.DEFLATED) {
            reason = "it is compressed by method %s, which is neither 0 (stored) nor 8 (deflated)".formatted(method);
        } else if (size < 0 || compressedSize < 0 || headerOffset < 0 || compressedSize > bytes.size()) {
            reason = "its size or place is not within the file";
        } else if (method == ArchiveEntry.STORED && compressedSize != size) {
            reason = "it is stored as it is, but has two sizes, %s and %s".formatted(compressedSize, size);
        } else if (method == ArchiveEntry.DEFLATED && size > Integer.MAX_VALUE - 8) {
            reason = String.format(
                    Locale.ROOT, "it unpacks to %,d bytes, which is more than can be held in memory", size);
        }
        if (reason != null) {
            throw new CheckpointException(archive.source(), name, reason);
        }
    }

    /** The ZIP64 field, with those sizes and offsets that do not fit into the entry's 32-bit fields. */
    private static ByteBuffer largeSizes(ByteBuffer extra) {
        extra.order(ByteOrder.LITTLE_ENDIAN);
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.getShort());
            int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
            if (id == EXTRA_64) {
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            extra.position(extra.position() + length);
        }
        return ByteBuffer.allocate(0);
    }

    private long next(ByteBuffer large, String name) {
        if (large.remaining() < Long.BYTES) {
            throw new CheckpointException(archive.source(), name, "its 64-bit size is missing");
        }
        return large.getLong();
    }

    /** Refuses names outside of the archive's folder. Nothing is unpacked to disk, but no valid archive has them. */
    private void checkName(String name) {
        if (name.startsWith("/") || name.contains("\\") || ("/" + name + "/").contains("/../")) {
            throw new CheckpointException(
                    archive.source(), name, "the archive has an entry that would lie outside of its folder");
        }
    }

    private ByteBuffer view(long offset, int length) {
        return ByteBuffer.wrap(bytes.copy(offset, length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private CheckpointException damaged(String reason) {
        return new CheckpointException(archive.source(), reason);
    }
}
