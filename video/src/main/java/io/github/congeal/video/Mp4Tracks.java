package io.github.congeal.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the tracks of an MP4 file from its index (ISO/IEC 14496-12, section 8). */
final class Mp4Tracks {
    /** In bytes; enough for a film of many hours. */
    private static final int LARGEST_INDEX = 64 << 20;

    private static final int MOST_SAMPLES = 4_000_000;
    private static final int LARGEST_SAMPLE = 64 << 20;

    private Mp4Tracks() {}

    /**
     * The tracks of video and sound.
     *
     * @throws IOException with half a sentence as its message, if there is no index or it is inconsistent
     */
    static List<Mp4Track> of(FileChannel file) throws IOException {
        BoxReader movie = new BoxReader(index(file));
        List<Mp4Track> tracks = new ArrayList<>();
        while (movie.remaining() > 0) {
            BoxReader.Inner inner = movie.inner();
            if (inner.type().equals("mvex")) {
                throw new IOException("it is in fragments, which are not read: have it remuxed");
            }
            if (inner.type().equals("trak")) {
                track(inner.content(), file.size()).ifPresent(tracks::add);
            }
        }
        return tracks;
    }

    private static ByteBuffer index(FileChannel file) throws IOException {
        long at = 0;
        while (at + 8 <= file.size()) {
            ByteBuffer header = ByteBuffer.allocate(16);
            readAt(file, header, at);
            header.flip();
            long length = header.getInt() & 0xffffffffL;
            byte[] type = new byte[4];
            header.get(type);
            int headerBytes = length == 1 ? 16 : 8;
            length =
                    length == 1 && header.remaining() == 8 ? header.getLong() : length == 0 ? file.size() - at : length;
            if (length < headerBytes || length > file.size() - at) {
                throw new IOException(
                        at == 0
                                ? "it is no MP4 file"
                                : "it is cut short: a part of it claims to have %s bytes".formatted(length));
            }
            if (Arrays.equals(type, new byte[] {'m', 'o', 'o', 'v'})) {
                if (length > LARGEST_INDEX) {
                    throw new IOException("its index claims to have %s bytes".formatted(length));
                }
                ByteBuffer index = ByteBuffer.allocate((int) length - headerBytes);
                readAt(file, index, at + headerBytes);
                return index.flip();
            }
            at += length;
        }
        throw new IOException("it has no index, as if it had been cut short, or is no MP4 file");
    }

    /** Fills a buffer, or reads up to the end of the file. */
    static void readAt(FileChannel file, ByteBuffer buffer, long at) throws IOException {
        while (buffer.hasRemaining()) {
            if (file.read(buffer, at + buffer.position()) < 0) {
                return;
            }
        }
    }

    private static Optional<Mp4Track> track(BoxReader track, long fileBytes) throws IOException {
        BoxReader media = track.get("mdia");
        String handler = media.get("hdlr").skip(8).letters();
        if (!handler.equals("vide") && !handler.equals("soun")) {
            return Optional.empty();
        }
        BoxReader header = media.get("mdhd");
        int version = header.u8();
        long timeScale = header.skip(version == 1 ? 19 : 11).u32();
        if (timeScale == 0) {
            throw new IOException("its time has no scale");
        }
        BoxReader table = media.get("minf").get("stbl");
        BoxReader descriptions = table.get("stsd");
        int[] sizes = sizes(table.get("stsz"));
        long[] offsets = offsets(table, sizes);
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > LARGEST_SAMPLE || offsets[i] < 0 || offsets[i] + sizes[i] > fileBytes) {
                throw new IOException("it is cut short: frame %s of it is not there".formatted(i));
            }
        }
        int[] shifts = new int[sizes.length];
        Optional<BoxReader> composition = table.find("ctts");
        if (composition.isPresent()) {
            spread(composition.get(), shifts);
        }
        int[] durations = new int[sizes.length];
        spread(table.get("stts"), durations);
        return Optional.of(new Mp4Track(
                handler,
                timeScale,
                descriptions.bytes(descriptions.remaining()),
                offsets,
                sizes,
                durations,
                shifts,
                mediaTime(track)));
    }

    private static int[] sizes(BoxReader table) throws IOException {
        table.skip(4);
        long same = table.u32();
        long count = same == 0 ? table.entries(4) : table.u32();
        if (count > MOST_SAMPLES) {
            throw new IOException("it claims to have %s frames".formatted(count));
        }
        int[] sizes = new int[(int) count];
        for (int i = 0; i < sizes.length; i++) {
            long size = same == 0 ? table.u32() : same;
            sizes[i] = (int) Math.min(size, Integer.MAX_VALUE);
        }
        return sizes;
    }

    /** The offsets of the samples, which are contiguous in chunks; tables give the offset and the samples of each chunk. */
    private static long[] offsets(BoxReader table, int[] sizes) throws IOException {
        Optional<BoxReader> small = table.find("stco");
        BoxReader chunks = (small.isPresent() ? small.get() : table.get("co64")).skip(4);
        int chunkCount = chunks.entries(small.isPresent() ? 4 : 8);
        BoxReader runs = table.get("stsc").skip(4);
        int runsLeft = runs.entries(12);
        long[] offsets = new long[sizes.length];
        int sample = 0;
        long perChunk = 0;
        long nextRun = runsLeft > 0 ? runs.u32() : Long.MAX_VALUE;
        for (int chunk = 1; chunk <= chunkCount && sample < sizes.length; chunk++) {
            while (chunk >= nextRun) {
                perChunk = runs.u32();
                runs.skip(4);
                runsLeft--;
                nextRun = runsLeft > 0 ? runs.u32() : Long.MAX_VALUE;
            }
            long at = small.isPresent() ? chunks.u32() : chunks.i64();
            for (long i = 0; i < perChunk && sample < sizes.length; i++) {
                offsets[sample] = at;
                at += sizes[sample++];
            }
        }
        if (sample < sizes.length) {
            throw new IOException(
                    "it claims to have %s frames, but tells of %s where they are".formatted(sizes.length, sample));
        }
        return offsets;
    }

    /** Expands run-length coded numbers, one for each sample. */
    private static void spread(BoxReader runs, int[] numbers) throws IOException {
        int count = runs.skip(4).entries(8);
        int at = 0;
        for (int i = 0; i < count; i++) {
            long times = runs.u32();
            int number = runs.i32();
            int end = (int) Math.min(at + times, numbers.length);
            Arrays.fill(numbers, at, end, number);
            at = end;
        }
    }

    /** The media time of the first edit that is not empty; encoders of sound skip their priming samples by it. */
    private static long mediaTime(BoxReader track) throws IOException {
        Optional<BoxReader> edits = track.find("edts");
        Optional<BoxReader> list = edits.isPresent() ? edits.get().find("elst") : Optional.empty();
        if (list.isEmpty()) {
            return 0;
        }
        BoxReader table = list.get();
        boolean wide = table.u8() == 1;
        int count = table.skip(3).entries(wide ? 20 : 12);
        for (int i = 0; i < count; i++) {
            table.skip(wide ? 8 : 4);
            long time = wide ? table.i64() : table.i32();
            table.skip(4);
            if (time >= 0) {
                return time;
            }
        }
        return 0;
    }
}
