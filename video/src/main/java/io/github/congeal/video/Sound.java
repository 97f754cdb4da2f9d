package io.github.congeal.video;

import io.github.congeal.internal.file.RegularFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The first sound track of an MP4 file, copied into another film without re-encoding.
 *
 * @param file the file that it is copied from
 * @param track the location and time of its samples
 */
record Sound(Path file, Mp4Track track) {
    private static final int SOUND_TRACK = 2;
    private static final int FULL_VOLUME = 0x100;

    /**
     * Returns the sound of a file; empty if it has none.
     *
     * @throws IOException if it is not an MP4 file or is damaged; the message is a sentence
     */
    static Optional<Sound> of(Path file) throws IOException {
        RegularFile.require(file);
        try (FileChannel channel = FileChannel.open(file)) {
            return Mp4Tracks.of(channel).stream()
                    .filter(track -> track.handler().equals("soun") && track.count() > 0)
                    .findFirst()
                    .map(track -> new Sound(file, track));
        } catch (IOException e) {
            throw new IOException("%s cannot be read as a film: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Returns the sound up to a length. */
    Sound upTo(double seconds) {
        long end = track.mediaTime() + (long) Math.ceil(seconds * track.timeScale());
        long time = 0;
        int count = 0;
        while (count < track.count() && time < end) {
            time += track.durations()[count++];
        }
        return new Sound(file, track.first(count));
    }

    long bytes() {
        long sum = 0;
        for (int size : track.sizes()) {
            sum += size;
        }
        return sum;
    }

    /**
     * Returns the box of the track.
     *
     * @param begin the position in the new file at which its samples begin; they are contiguous
     * @param movieScale the film's units of time per second
     */
    Box box(long begin, int movieScale) {
        long length = Math.round(track.seconds() * track.timeScale());
        long shown = Math.round((length - track.mediaTime()) * (double) movieScale / track.timeScale());
        Box header = new Box("tkhd", 0, 3).u32(0).u32(0).u32(SOUND_TRACK).u32(0).u32(shown);
        Mp4Boxes.matrix(header.zeros(12).u16(FULL_VOLUME).zeros(2)).u32(0).u32(0);
        Box edits = new Box("edts")
                .box(new Box("elst", 0, 0)
                        .u32(1)
                        .u32(shown)
                        .u32(track.mediaTime())
                        .u16(1)
                        .u16(0));
        Box media = new Box("minf")
                .box(new Box("smhd", 0, 0).u32(0))
                .box(Mp4Boxes.here())
                .box(sampleTable(begin));
        return new Box("trak")
                .box(header)
                .box(edits)
                .box(new Box("mdia")
                        .box(Mp4Boxes.mediaHeader(track.timeScale(), length))
                        .box(Mp4Boxes.handler("soun", "Sound"))
                        .box(media));
    }

    private Box sampleTable(long begin) {
        int count = track.count();
        Box sizes = new Box("stsz", 0, 0).u32(0).u32(count);
        for (int size : track.sizes()) {
            sizes.u32(size);
        }
        return new Box("stbl")
                .box(new Box("stsd").bytes(track.descriptions()))
                .box(Mp4Boxes.timeToSample(track.durations(), 1))
                .box(new Box("stsc", 0, 0).u32(1).u32(1).u32(count).u32(1))
                .box(sizes)
                .box(new Box("stco", 0, 0).u32(1).u32(begin));
    }

    /** Copies its samples. */
    void copyTo(OutputStream out) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            for (int i = 0; i < track.count(); i++) {
                ByteBuffer sample = ByteBuffer.allocate(track.sizes()[i]);
                Mp4Tracks.readAt(channel, sample, track.offsets()[i]);
                out.write(sample.array());
            }
        }
    }
}
