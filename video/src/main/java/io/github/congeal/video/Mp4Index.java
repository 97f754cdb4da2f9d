package io.github.congeal.video;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Collects the index of the coded pictures: their sizes, and which are key frames. */
final class Mp4Index {
    /**
     * The largest file in bytes: offsets in the index have 32 bits, and half of their range suffices for hours of film.
     */
    private static final long LARGEST = Integer.MAX_VALUE;

    /** The longest film in units of time: durations have 32 bits. */
    private static final long LONGEST = 0xffff_ffffL;

    private int[] sizes = new int[64];
    private int[] lengths = new int[64];
    private int count;
    private int frames;
    private int[] keys = new int[8];
    private int keyCount;
    private int width;
    private int height;
    private byte[] sequenceParameters = {};
    private byte[] pictureParameters = {};

    void size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
    }

    /** Sets the sequence parameter set, which is the same for all key frames. */
    void sequenceParameters(byte[] unit) {
        sequenceParameters = unit;
    }

    /** Sets the picture parameter set, which is the same for all key frames. */
    void pictureParameters(byte[] unit) {
        pictureParameters = unit;
    }

    int frames() {
        return frames;
    }

    /** Adds a coded picture that is shown for some frames. */
    void sample(int bytes, boolean key, int length) {
        if (count == sizes.length) {
            sizes = Arrays.copyOf(sizes, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        sizes[count] = bytes;
        lengths[count++] = length;
        frames += length;
        if (key) {
            if (keyCount == keys.length) {
                keys = Arrays.copyOf(keys, 2 * keyCount);
            }
            keys[keyCount++] = count;
        }
    }

    /** The parts of the file before the coded pictures. */
    List<byte[]> head(double framesPerSecond, Tags tags, long videoBytes, Optional<Sound> sound) throws IOException {
        long mediaBytes = videoBytes + sound.map(Sound::bytes).orElse(0L);
        if (mediaBytes > LARGEST) {
            throw new IOException("the film has become larger than 2 GB, more than this writer can index");
        }
        if (frames * (double) Mp4Boxes.TIME_SCALE / framesPerSecond > LONGEST) {
            throw new IOException("the film has become longer than 13 hours, more than this writer can index");
        }
        Mp4Boxes boxes = new Mp4Boxes(framesPerSecond, frames, width, height);
        byte[] fileType = Mp4Boxes.fileType().toBytes();
        // The index has the offset of the pictures, which depends on its length; its length does not depend on the
        // offset.
        byte[] mark = tags.marked() ? Mp4Boxes.mark().toBytes() : new byte[0];
        int length = movie(boxes, tags, 0, videoBytes, sound).toBytes().length;
        long begin = fileType.length + length + mark.length + 8L;
        byte[] mediaHeader = Box.header("mdat", mediaBytes);
        return List.of(fileType, movie(boxes, tags, begin, videoBytes, sound).toBytes(), mark, mediaHeader);
    }

    /** The index; sound comes after all pictures. */
    private Box movie(Mp4Boxes boxes, Tags tags, long begin, long videoBytes, Optional<Sound> sound) {
        Optional<Box> soundBox = sound.map(some -> some.box(begin + videoBytes, Mp4Boxes.TIME_SCALE));
        return boxes.movie(sampleTable(boxes, begin), soundBox, tags);
    }

    private Box sampleTable(Mp4Boxes boxes, long begin) {
        Box sizeBox = new Box("stsz", 0, 0).u32(0).u32(count);
        for (int i = 0; i < count; i++) {
            sizeBox.u32(sizes[i]);
        }
        Box keyBox = new Box("stss", 0, 0).u32(keyCount);
        for (int i = 0; i < keyCount; i++) {
            keyBox.u32(keys[i]);
        }
        return new Box("stbl")
                .box(boxes.sampleDescription(sequenceParameters, pictureParameters))
                .box(boxes.timeToSample(Arrays.copyOf(lengths, count)))
                .box(keyBox)
                .box(new Box("stsc", 0, 0).u32(1).u32(1).u32(count).u32(1))
                .box(sizeBox)
                .box(new Box("stco", 0, 0).u32(1).u32(begin));
    }
}
