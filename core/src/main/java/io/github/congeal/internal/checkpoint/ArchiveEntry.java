package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A file in a ZIP archive. Its local header is read together with its bytes, so unused entries are never read from disk.
 */
final class ArchiveEntry implements Storage {
    static final int STORED = 0;
    static final int DEFLATED = 8;

    private static final int SIGNATURE = 0x04034b50;
    private static final int HEADER_SIZE = 30;
    private static final int ENCRYPTED = 1;

    private final ZipArchive archive;
    private final String name;
    private final int method;
    private final long compressedSize;
    private final long size;
    private final long headerOffset;

    /** The offset of its bytes in the archive; 0 until the local header was read. */
    private volatile long begin;

    ArchiveEntry(ZipArchive archive, String name, int method, long compressedSize, long size, long headerOffset) {
        this.archive = archive;
        this.name = name;
        this.method = method;
        this.compressedSize = compressedSize;
        this.size = size;
        this.headerOffset = headerOffset;
    }

    String name() {
        return name;
    }

    @Override
    public long length() {
        return size;
    }

    @Override
    public long unpacked() {
        return method == STORED ? 0 : size;
    }

    @Override
    public ByteBuffer slice(long offset, long length) {
        return method == STORED
                ? archive.bytes().slice(begin() + offset, length)
                : archive.unpacked(this).slice(offset, length);
    }

    @Override
    public ByteBuffer piece(long offset, long length, byte[] room) throws IOException {
        return method == STORED ? archive.bytes().piece(begin() + offset, length, room) : slice(offset, length);
    }

    @Override
    public void check() {
        if (method == STORED) {
            begin();
        } else {
            archive.unpacked(this);
        }
    }

    /** A copy of all its bytes. */
    byte[] content(int largest) {
        if (size > largest) {
            throw damaged(
                    String.format(Locale.ROOT, "its %,d bytes are more than the %,d that are allowed", size, largest));
        }
        return method == STORED ? archive.bytes().copy(begin(), (int) size) : inflate();
    }

    /** Unpacks a deflated entry. The archive has checked that its size is within bounds. */
    byte[] inflate() {
        byte[] content = new byte[(int) size];
        Inflater inflater = new Inflater(true);
        try {
            int filled = 0;
            long fed = 0;
            long from = begin();
            // One byte more than there should be, to see an entry that does not end where it says.
            byte[] beyond = new byte[1];
            while (!inflater.finished()) {
                int count = filled < content.length
                        ? inflater.inflate(content, filled, content.length - filled)
                        : inflater.inflate(beyond);
                if (filled == content.length && count > 0) {
                    throw damaged("it unpacks to more than its " + size + " bytes");
                }
                filled += count;
                if (count == 0 && !inflater.finished()) {
                    if (!inflater.needsInput() || fed == compressedSize) {
                        throw damaged("its compressed data are cut short");
                    }
                    ByteBuffer input = archive.bytes().slice(from + fed, compressedSize - fed);
                    fed += input.remaining();
                    inflater.setInput(input);
                }
            }
            if (filled != content.length) {
                throw damaged("it unpacks to %s bytes instead of %s".formatted(filled, size));
            }
            return content;
        } catch (DataFormatException e) {
            throw new CheckpointException(archive.source(), name, "its compressed data are damaged", e);
        } finally {
            inflater.end();
        }
    }

    private long begin() {
        long known = begin;
        if (known == 0) {
            known = findBegin();
            begin = known;
        }
        return known;
    }

    private long findBegin() {
        SegmentedBytes bytes = archive.bytes();
        if (headerOffset > bytes.size() - HEADER_SIZE) {
            throw damaged("its header lies beyond the end of the file");
        }
        ByteBuffer header =
                ByteBuffer.wrap(bytes.copy(headerOffset, HEADER_SIZE)).order(ByteOrder.LITTLE_ENDIAN);
        int nameLength = Short.toUnsignedInt(header.getShort(26));
        int extraLength = Short.toUnsignedInt(header.getShort(28));
        if (header.getInt(0) != SIGNATURE) {
            throw damaged("its header is damaged");
        }
        if ((header.getShort(6) & ENCRYPTED) != 0) {
            throw damaged("it is encrypted");
        }
        long dataBegin = headerOffset + HEADER_SIZE + nameLength + extraLength;
        if (dataBegin > bytes.size() || compressedSize > bytes.size() - dataBegin) {
            throw damaged("it ends beyond the end of the file, which may have been cut short");
        }
        String ownName = new String(bytes.copy(headerOffset + HEADER_SIZE, nameLength), StandardCharsets.UTF_8);
        if (!ownName.equals(name) || header.getShort(8) != method) {
            throw damaged("its header says something else than the archive's directory");
        }
        return dataBegin;
    }

    private CheckpointException damaged(String reason) {
        return new CheckpointException(archive.source(), name, reason);
    }
}
