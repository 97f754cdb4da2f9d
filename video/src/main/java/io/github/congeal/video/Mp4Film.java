package io.github.congeal.video;

import io.github.congeal.internal.file.AtomicFile;
import io.github.congeal.internal.file.FileFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * H.264 in MP4. Coded pictures are collected in a temporary file. The index is written when all of them are known, but
 * before them in the file, so that a player can start at once.
 */
final class Mp4Film implements Film {
    /**
     * Up to so many seconds, a hold is of frames like the others: programs that count on a steady rate show it rightly.
     * Longer ones are of pictures that are shown for so long.
     */
    private static final int STEADY_HOLD = 10;

    /** Types of NAL units: H.264, table 7-1. */
    private static final int SEQUENCE_PARAMETERS = 7;

    private static final int PICTURE_PARAMETERS = 8;

    private final Path file;
    private final int quantisation;
    private final int keyFrameInterval;
    private final Optional<Sound> sound;
    private final TemporaryFile media;
    private final Mp4Index index = new Mp4Index();
    private @Nullable YuvPicture yuv;
    private @Nullable AvcEncoder encoder;

    /** @param sound the sound of the film, cut to the length of the pictures */
    Mp4Film(Path file, int quantisation, int keyFrameInterval, Optional<Sound> sound) throws IOException {
        this.file = file;
        this.quantisation = quantisation;
        this.keyFrameInterval = keyFrameInterval;
        this.sound = sound;
        media = new TemporaryFile(file);
    }

    @Override
    public void add(Pixels pixels, int frames) throws IOException {
        if (yuv == null || encoder == null) {
            yuv = new YuvPicture(pixels.width(), pixels.height());
            encoder = new AvcEncoder(yuv.picture(), quantisation, keyFrameInterval);
            index.size(YuvPicture.even(pixels.width()), YuvPicture.even(pixels.height()));
        }
        yuv.set(pixels);
        AvcEncoder.Coded coded = encoder.encode(yuv.picture());
        int size = 0;
        for (byte[] unit : coded.units()) {
            switch (unit[0] & 0x1f) {
                case SEQUENCE_PARAMETERS -> index.sequenceParameters(unit);
                case PICTURE_PARAMETERS -> index.pictureParameters(unit);
                default -> size += append(unit);
            }
        }
        index.sample(size, coded.key(), frames);
    }

    @Override
    public int holdAtOnce(int hold, double framesPerSecond) {
        int most = (int) (STEADY_HOLD * framesPerSecond);
        return hold <= most ? 1 : Math.max(1, most);
    }

    private int append(byte[] unit) throws IOException {
        byte[] sample = ByteBuffer.allocate(4 + unit.length)
                .putInt(unit.length)
                .put(unit)
                .array();
        media.append(sample, 0, sample.length);
        return sample.length;
    }

    @Override
    public void finish(double framesPerSecond, Tags tags) throws IOException {
        Optional<Sound> fitting = sound.map(some -> some.upTo(index.frames() / framesPerSecond));
        List<byte[]> head = index.head(framesPerSecond, tags, media.length(), fitting);
        try {
            AtomicFile.write(file.toAbsolutePath(), out -> {
                for (byte[] box : head) {
                    out.write(box);
                }
                media.copyTo(out);
                if (fitting.isPresent()) {
                    fitting.get().copyTo(out);
                }
            });
        } catch (IOException e) {
            throw FileFault.ofWriting(file, e);
        }
    }

    @Override
    public void close() throws IOException {
        media.close();
    }
}
