package io.github.congeal.video;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jcodec.codecs.h264.H264Encoder;
import org.jcodec.codecs.h264.encode.RateControl;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.io.model.SliceType;
import org.jcodec.codecs.h264.io.model.VUIParameters;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Size;

/**
 * JCodec's H.264 encoder, with two additions: a constant quantisation parameter, and the colours stated in the stream
 * (ITU-T H.264, annex E).
 */
final class AvcEncoder {
    /** The most macroblocks of a picture at level 4 (H.264, table A-1); larger pictures need level 5.1. */
    private static final int LEVEL_4_BLOCKS = 8192;

    /** The increase of the quantisation parameter if a coded picture does not fit into the buffer. */
    private static final int COARSER = 6;

    private static final int COARSEST = 51;

    /** One coded picture: its NAL units without start codes, and whether it is a key frame. */
    record Coded(List<byte[]> units, boolean key) {}

    private final ConstantQuantisation quantisation;
    private final H264Encoder encoder;
    private final int keyFrameInterval;
    private final ByteBuffer buffer;
    private int sinceKey;

    AvcEncoder(Picture picture, int quantisation, int keyFrameInterval) {
        this.quantisation = new ConstantQuantisation(quantisation);
        this.keyFrameInterval = keyFrameInterval;
        encoder = new ColouredEncoder(this.quantisation);
        encoder.setKeyInterval(keyFrameInterval);
        buffer = ByteBuffer.allocate(2 * picture.getWidth() * picture.getHeight() + (1 << 12));
    }

    /** Codes the next picture. */
    Coded encode(Picture picture) {
        boolean key = sinceKey == 0;
        List<byte[]> units = split(encodeInto(picture, key));
        sinceKey = (sinceKey + 1) % keyFrameInterval;
        return new Coded(units, key);
    }

    private ByteBuffer encodeInto(Picture picture, boolean key) {
        SliceType type = key ? SliceType.I : SliceType.P;
        int wanted = quantisation.parameter;
        try {
            while (true) {
                try {
                    buffer.clear();
                    return encoder.doEncodeFrame(picture, buffer, key, sinceKey, type);
                } catch (BufferOverflowException | IndexOutOfBoundsException e) {
                    if (quantisation.parameter >= COARSEST) {
                        throw e;
                    }
                    quantisation.parameter = Math.min(COARSEST, quantisation.parameter + COARSER);
                }
            }
        } finally {
            quantisation.parameter = wanted;
        }
    }

    /** The NAL units of a byte stream, which are separated by the start code 0, 0, 0, 1 (H.264, annex B). */
    private static List<byte[]> split(ByteBuffer stream) {
        List<byte[]> units = new ArrayList<>();
        int begin = 4;
        int end = stream.remaining();
        int zeros = 0;
        for (int i = 4; i <= end; i++) {
            boolean startCode = i < end && zeros >= 3 && stream.get(i) == 1;
            if (i == end || startCode) {
                int length = (i == end ? i : i - 3) - begin;
                byte[] unit = new byte[length];
                for (int j = 0; j < length; j++) {
                    unit[j] = stream.get(begin + j);
                }
                units.add(unit);
                begin = i + 1;
            }
            zeros = i < end && stream.get(i) == 0 ? zeros + 1 : 0;
        }
        return units;
    }

    private static final class ConstantQuantisation implements RateControl {
        private int parameter;

        private ConstantQuantisation(int parameter) {
            this.parameter = parameter;
        }

        @Override
        public int startPicture(Size size, int maxSize, SliceType type) {
            return parameter;
        }

        @Override
        public int initialQpDelta() {
            return 0;
        }

        @Override
        public int accept(int bits) {
            return 0;
        }
    }

    private static final class ColouredEncoder extends H264Encoder {
        private ColouredEncoder(RateControl control) {
            super(control);
        }

        @Override
        public SeqParameterSet initSPS(Size size) {
            SeqParameterSet parameters = super.initSPS(size);
            int blocks = (parameters.picWidthInMbsMinus1 + 1) * (parameters.picHeightInMapUnitsMinus1 + 1);
            parameters.levelIdc = blocks <= LEVEL_4_BLOCKS ? 40 : 51;
            VUIParameters vui = new VUIParameters();
            vui.videoSignalTypePresentFlag = true;
            vui.videoFormat = 5; // unspecified
            vui.videoFullRangeFlag = false;
            vui.colourDescriptionPresentFlag = true;
            vui.colourPrimaries = Mp4Boxes.PRIMARIES;
            vui.transferCharacteristics = Mp4Boxes.TRANSFER;
            vui.matrixCoefficients = Mp4Boxes.MATRIX;
            vui.chromaLocInfoPresentFlag = true;
            vui.chromaSampleLocTypeTopField = 1; // in the middle of four luma samples
            vui.chromaSampleLocTypeBottomField = 1;
            vui.bitstreamRestriction = new VUIParameters.BitstreamRestriction();
            vui.bitstreamRestriction.motionVectorsOverPicBoundariesFlag = true;
            vui.bitstreamRestriction.log2MaxMvLengthHorizontal = 16;
            vui.bitstreamRestriction.log2MaxMvLengthVertical = 16;
            vui.bitstreamRestriction.maxDecFrameBuffering = 1; // and no picture has to wait for a later one
            parameters.vuiParams = vui;
            return parameters;
        }
    }
}
