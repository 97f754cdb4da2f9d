package io.github.congeal.video;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jcodec.codecs.h264.H264Decoder;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;

/** JCodec's H.264 decoder, for streams that were checked first to be of a kind that it can decode. */
final class AvcDecoder {
    /** Types of NAL units: H.264, table 7-1. */
    private static final int SLICE = 1;

    private static final int KEY_SLICE = 5;
    private static final int SEQUENCE_PARAMETERS = 7;
    private static final int PICTURE_PARAMETERS = 8;

    private static final int BLOCK = 16;

    /** H.264, section A.3.1: a macroblock has at most 3200 bits. */
    private static final int MOST_BLOCK_BYTES = 400;

    /** The most random bytes that are appended to all slices of a frame together. */
    private static final long MOST_TAIL_BYTES = 1 << 28;

    /** From this height on, films that do not state their matrix are taken to be BT.709, otherwise BT.601. */
    private static final int HIGH_DEFINITION = 720;

    private static final int BT_709 = 1;

    private final H264Decoder decoder = onOneThread();
    private final AvcParameters parameters = new AvcParameters();
    private final int lengthBytes;
    private final YuvColours colours;
    private final byte[][] buffer;
    private final byte[] tail;

    /**
     * A decoder.
     *
     * @param descriptions the content of an {@code stsd} box
     * @throws IOException with half a sentence as its message, if the film is of a kind that is not read
     */
    AvcDecoder(byte[] descriptions) throws IOException {
        BoxReader entries = new BoxReader(ByteBuffer.wrap(descriptions)).skip(8);
        BoxReader.Inner entry = entries.inner();
        if (!entry.type().equals("avc1") && !entry.type().equals("avc3")) {
            throw new IOException("its video is \"%s\", but only H.264 (\"avc1\") is read".formatted(entry.type()));
        }
        BoxReader configuration = entry.content().skip(78).get("avcC").skip(4);
        lengthBytes = (configuration.u8() & 3) + 1;
        List<byte[]> sequences = units(configuration, configuration.u8() & 0x1f);
        List<byte[]> pictures = units(configuration, configuration.u8());
        for (byte[] unit : sequences) {
            parameters.addSequence(unit);
        }
        for (byte[] unit : pictures) {
            parameters.addPictures(unit);
        }
        AvcSequence first = parameters.first();
        try {
            decoder.addSps(withoutKind(sequences));
            decoder.addPps(withoutKind(pictures));
        } catch (RuntimeException e) {
            throw new IOException("the parameters of its video are damaged", e);
        }
        colours = colours(first);
        buffer = Picture.create(first.width(), first.height(), ColorSpace.YUV420J)
                .getData();
        tail = tail(first.width() / BLOCK * (first.height() / BLOCK));
    }

    /**
     * Random bytes to be appended to each slice with arithmetic coding. Beyond the end of a damaged slice, JCodec could decode a
     * number without end; in random bytes every number ends. A valid slice states its own end.
     */
    private static byte[] tail(int blocks) {
        byte[] tail = new byte[blocks * MOST_BLOCK_BYTES];
        Random random = new Random(0);
        for (int i = 0; i < tail.length; i++) {
            // No zeros, which could be part of a start code or of emulation prevention.
            tail[i] = (byte) (1 + random.nextInt(255));
        }
        return tail;
    }

    /** A decoder on the calling thread: otherwise JCodec starts as many threads as there are processors, which never end. */
    private static H264Decoder onOneThread() {
        H264Decoder decoder = new H264Decoder();
        try {
            Field threaded = H264Decoder.class.getDeclaredField("threaded");
            threaded.setAccessible(true);
            threaded.setBoolean(decoder, false);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("JCodec is of another version than 0.2.5", e);
        }
        return decoder;
    }

    private ByteBuffer withTail(byte[] unit) {
        return ByteBuffer.allocate(unit.length + tail.length)
                .put(unit)
                .put(tail)
                .flip();
    }

    private static List<byte[]> units(BoxReader configuration, int count) throws IOException {
        List<byte[]> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            units.add(configuration.bytes(configuration.u16()));
        }
        return units;
    }

    /** The units without their first byte, which gives the type. */
    private static List<ByteBuffer> withoutKind(List<byte[]> units) {
        return units.stream()
                .map(unit -> ByteBuffer.wrap(unit, 1, unit.length - 1).slice())
                .toList();
    }

    private static YuvColours colours(AvcSequence told) {
        boolean high =
                told.matrix() == AvcSequence.UNSPECIFIED ? told.height() >= HIGH_DEFINITION : told.matrix() == BT_709;
        return new YuvColours(high, told.fullRange());
    }

    /**
     * Decodes a frame.
     *
     * @param sample its NAL units, each preceded by its length
     * @throws IOException with half a sentence as its message, if it is damaged
     */
    BufferedImage decode(ByteBuffer sample) throws IOException {
        BoxReader rest = new BoxReader(sample);
        List<ByteBuffer> units = new ArrayList<>();
        long tails = 0;
        while (rest.remaining() > lengthBytes) {
            int length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = length << 8 | rest.u8();
            }
            byte[] unit = rest.bytes(length);
            switch (unit.length == 0 ? 0 : unit[0] & 0x1f) {
                case SLICE, KEY_SLICE -> {
                    boolean arithmetic = AvcSliceHead.require(unit, parameters).arithmetic();
                    tails += arithmetic ? tail.length : 0;
                    if (tails > MOST_TAIL_BYTES) {
                        throw new IOException("it is in too many slices");
                    }
                    units.add(arithmetic ? withTail(unit) : ByteBuffer.wrap(unit));
                }
                case SEQUENCE_PARAMETERS -> {
                    parameters.addSequence(unit);
                    units.add(ByteBuffer.wrap(unit));
                }
                case PICTURE_PARAMETERS -> {
                    parameters.addPictures(unit);
                    units.add(ByteBuffer.wrap(unit));
                }
                default -> {} // Supplemental information, and types that JCodec ignores as well.
            }
        }
        Picture picture = decoder.decodeFrameFromNals(units, buffer);
        if (picture == null) {
            throw new IOException("there is no picture in it");
        }
        return colours.toImage(picture);
    }
}
