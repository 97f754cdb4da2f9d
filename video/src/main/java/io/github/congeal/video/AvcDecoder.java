package io.github.congeal.video;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jcodec.codecs.h264.H264Decoder;
import org.jcodec.codecs.h264.io.model.PictureParameterSet;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.io.model.VUIParameters;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;

/** JCodec's H.264 decoder, asked only for what it can do. */
final class AvcDecoder {
    /** As for other pictures from outside. */
    private static final long MOST_PIXELS = 25_000_000;

    /** Types of units: H.264, table 7-1. */
    private static final int SLICE = 1;

    private static final int KEY_SLICE = 5;

    private static final int BLOCK = 16;

    /** H.264, section A.3.1: a macroblock has at most 3200 bits. */
    private static final int MOST_BLOCK_BYTES = 400;

    private static final int UNSPECIFIED = 2;

    /** Above this height, films without a word on it are in BT.709. */
    private static final int HIGH_DEFINITION = 720;

    private static final int BT_709 = 1;

    private final H264Decoder decoder = new H264Decoder();
    private final int lengthBytes;
    private final YuvColours colours;
    private final byte[][] buffer;
    private final byte[] tail;

    /**
     * A decoder.
     *
     * @param descriptions the content of an {@code stsd} box
     * @throws IOException with half a sentence, if the film is of another kind
     */
    AvcDecoder(byte[] descriptions) throws IOException {
        BoxReader entries = new BoxReader(ByteBuffer.wrap(descriptions)).skip(8);
        BoxReader.Inner entry = entries.inner();
        if (!entry.type().equals("avc1") && !entry.type().equals("avc3")) {
            throw new IOException("its video is \"%s\", but only H.264 (\"avc1\") is read".formatted(entry.type()));
        }
        BoxReader configuration = entry.content().skip(78).get("avcC").skip(4);
        lengthBytes = (configuration.u8() & 3) + 1;
        List<ByteBuffer> sequences = units(configuration, configuration.u8() & 0x1f);
        List<ByteBuffer> pictures = units(configuration, configuration.u8());
        if (sequences.isEmpty() || pictures.isEmpty()) {
            throw new IOException("the parameters of its video are not in its index");
        }
        SeqParameterSet parameters;
        boolean arithmetic;
        try {
            parameters = SeqParameterSet.read(sequences.get(0).duplicate());
            arithmetic = PictureParameterSet.read(pictures.get(0).duplicate()).entropyCodingModeFlag;
            decoder.addSps(sequences);
            decoder.addPps(pictures);
        } catch (RuntimeException e) {
            throw new IOException("the parameters of its video are damaged", e);
        }
        int width = (parameters.picWidthInMbsMinus1 + 1) * BLOCK;
        int height = (parameters.picHeightInMapUnitsMinus1 + 1) * BLOCK;
        require(parameters, (long) width * height);
        tail = arithmetic ? tail(width / BLOCK * (height / BLOCK)) : new byte[0];
        colours = colours(parameters.vuiParams, height);
        buffer = Picture.create(width, height, ColorSpace.YUV420J).getData();
    }

    /**
     * JCodec reads endless numbers out of nothing where an arithmetically coded slice is damaged and ends too soon: behind
     * each slice come random bytes, in which every number has an end. A sound slice says itself where it ends.
     */
    private static byte[] tail(int blocks) {
        byte[] tail = new byte[blocks * MOST_BLOCK_BYTES];
        Random random = new Random(0);
        for (int i = 0; i < tail.length; i++) {
            // No zeros, which mean something else to the decoder.
            tail[i] = (byte) (1 + random.nextInt(255));
        }
        return tail;
    }

    private ByteBuffer withTail(byte[] unit) {
        return ByteBuffer.allocate(unit.length + tail.length)
                .put(unit)
                .put(tail)
                .flip();
    }

    private static List<ByteBuffer> units(BoxReader configuration, int count) throws IOException {
        List<ByteBuffer> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] unit = configuration.bytes(configuration.u16());
            if (unit.length < 4) {
                throw new IOException("the parameters of its video are damaged");
            }
            // Without the byte that tells the kind of unit.
            units.add(ByteBuffer.wrap(unit, 1, unit.length - 1).slice());
        }
        return units;
    }

    private static void require(SeqParameterSet parameters, long pixels) throws IOException {
        if (pixels < 1 || pixels > MOST_PIXELS) {
            throw new IOException("its frames are larger than %d pixels".formatted(MOST_PIXELS));
        }
        if (!parameters.frameMbsOnlyFlag) {
            throw new IOException("it is interlaced, which is not read");
        }
        if (parameters.chromaFormatIdc != ColorSpace.YUV420J
                || parameters.bitDepthLumaMinus8 != 0
                || parameters.bitDepthChromaMinus8 != 0) {
            throw new IOException("its colours are not 4:2:0 in eight bits, which alone is read");
        }
    }

    private static YuvColours colours(VUIParameters told, int height) {
        boolean fullRange = told != null && told.videoFullRangeFlag;
        int matrix = told != null && told.colourDescriptionPresentFlag ? told.matrixCoefficients : UNSPECIFIED;
        boolean high = matrix == UNSPECIFIED ? height >= HIGH_DEFINITION : matrix == BT_709;
        return new YuvColours(high, fullRange);
    }

    /**
     * Decodes a frame.
     *
     * @param sample its units, each with its length before it
     */
    BufferedImage decode(ByteBuffer sample) throws IOException {
        BoxReader rest = new BoxReader(sample);
        List<ByteBuffer> units = new ArrayList<>();
        while (rest.remaining() > lengthBytes) {
            int length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = length << 8 | rest.u8();
            }
            byte[] unit = rest.bytes(length);
            int type = unit.length == 0 ? 0 : unit[0] & 0x1f;
            units.add(type == SLICE || type == KEY_SLICE ? withTail(unit) : ByteBuffer.wrap(unit));
        }
        Picture picture = decoder.decodeFrameFromNals(units, buffer);
        if (picture == null) {
            throw new IOException("there is no picture in it");
        }
        return colours.toImage(picture);
    }
}
