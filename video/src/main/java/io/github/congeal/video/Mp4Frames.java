package io.github.congeal.video;

import io.github.congeal.internal.file.FileFault;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The frames of an MP4 file in the order in which they are shown, which may differ from that in which they are coded. */
final class Mp4Frames implements FrameSource {
    /** The most decoded frames that may wait for an earlier one; H.264 allows 16. */
    private static final int MOST_WAITING = 20;

    private final Path path;
    private final FileChannel file;
    private final Mp4Track track;
    private final AvcDecoder decoder;
    /** The indices of the samples in the order in which they are shown. */
    private final int[] order;

    private final Map<Integer, BufferedImage> waiting = new HashMap<>();
    private int decoded;
    private int shown;

    Mp4Frames(Path path) throws IOException {
        this.path = path;
        this.file = FileChannel.open(path);
        try {
            track = Mp4Tracks.of(file).stream()
                    .filter(some -> some.handler().equals("vide") && some.count() > 0)
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no video in it"));
            decoder = new AvcDecoder(track.descriptions());
            order = order(track);
        } catch (IOException e) {
            file.close();
            throw refusal(path, e);
        }
    }

    private static IOException refusal(Path path, IOException e) {
        return new IOException("%s cannot be read as a film: %s".formatted(path, FileFault.reason(e)), e);
    }

    private static int[] order(Mp4Track track) {
        long[] times = new long[track.count()];
        long time = 0;
        for (int i = 0; i < times.length; i++) {
            times[i] = time + track.shifts()[i];
            time += track.durations()[i] & 0xffffffffL;
        }
        return IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> times[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Override
    public int count() {
        return track.count();
    }

    @Override
    public double framesPerSecond() {
        double seconds = track.seconds();
        return seconds > 0 ? track.count() / seconds : 0;
    }

    @Override
    public BufferedImage next() throws IOException {
        int wanted = order[shown];
        while (!waiting.containsKey(wanted)) {
            if (waiting.size() > MOST_WAITING) {
                throw refusal(path, new IOException("its frames are in no order that could be shown"));
            }
            waiting.put(decoded, decode(decoded));
            decoded++;
        }
        shown++;
        return waiting.remove(wanted);
    }

    private BufferedImage decode(int number) throws IOException {
        ByteBuffer sample = ByteBuffer.allocate(track.sizes()[number]);
        String frame = "frame %s of it ".formatted(number);
        try {
            Mp4Tracks.readAt(file, sample, track.offsets()[number]);
            return decoder.decode(sample.flip());
        } catch (ClosedChannelException e) {
            throw refusal(path, e);
        } catch (IOException e) {
            throw refusal(path, new IOException("%sis damaged (%s)".formatted(frame, e.getMessage()), e));
        } catch (RuntimeException e) {
            // JCodec does not check its input: damaged frames can cause any runtime exception.
            throw refusal(path, new IOException(frame + "is damaged", e));
        } catch (OutOfMemoryError e) {
            throw refusal(path, new IOException(frame + "needs more memory than is left", e));
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
