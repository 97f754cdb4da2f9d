package io.github.congeal.internal.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.stream.ImageInputStream;

/**
 * What the scans of a JPEG hold of its picture. Of a file that ends between two scans, ImageIO's reader only says that the
 * marker at its end is missing, as it does of a whole picture without that marker.
 */
final class JpegScans {
    private static final int FIRST_FRAME = 0xc0;
    private static final int LAST_FRAME = 0xc2;
    private static final int FIRST_WITHOUT_CONTENT = 0xd0;
    private static final int LAST_WITHOUT_CONTENT = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int PRECISION_AND_SIZE = 5;
    private static final int SAMPLING_AND_TABLE = 2;
    private static final int LAST_COEFFICIENT = 63;

    /** By the number of a colour, a bit for each of the coefficients that no scan has brought in full. */
    private final Map<Integer, Long> missing = new HashMap<>();

    private JpegScans() {}

    /** Whether they hold all of it, in a JPEG that begins where the stream does. */
    static boolean areComplete(ImageInputStream image) throws IOException {
        JpegScans scans = new JpegScans();
        image.seek(0);
        image.setByteOrder(ByteOrder.BIG_ENDIAN);
        try {
            while (true) {
                scans.readSegment(image);
            }
        } catch (EOFException e) {
            return scans.missing.values().stream().allMatch(coefficients -> coefficients == 0);
        }
    }

    private void readSegment(ImageInputStream image) throws IOException {
        int marker = nextMarker(image);
        if (marker >= FIRST_WITHOUT_CONTENT && marker <= LAST_WITHOUT_CONTENT) {
            return;
        }
        long begin = image.getStreamPosition();
        int length = image.readUnsignedShort();
        if (marker >= FIRST_FRAME && marker <= LAST_FRAME) {
            readFrame(image);
        } else if (marker == START_OF_SCAN) {
            readScan(image);
        }
        image.seek(begin + length);
    }

    /** Passes over the data of a scan, in which a zero follows each byte that looks like the first of a marker. */
    private static int nextMarker(ImageInputStream image) throws IOException {
        int before = 0;
        int last = image.readUnsignedByte();
        while (before != 0xff || last == 0 || last == 0xff) {
            before = last;
            last = image.readUnsignedByte();
        }
        return last;
    }

    private void readFrame(ImageInputStream image) throws IOException {
        image.skipBytes(PRECISION_AND_SIZE);
        for (int colours = image.readUnsignedByte(); colours > 0; colours--) {
            missing.put(image.readUnsignedByte(), -1L);
            image.skipBytes(SAMPLING_AND_TABLE);
        }
    }

    private void readScan(ImageInputStream image) throws IOException {
        int[] colours = new int[image.readUnsignedByte()];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = image.readUnsignedByte();
            image.readUnsignedByte();
        }
        int first = image.readUnsignedByte();
        int last = image.readUnsignedByte();
        boolean hasLastBit = (image.readUnsignedByte() & 0xf) == 0;
        if (hasLastBit) {
            long brought = -1L >>> LAST_COEFFICIENT - (last - first) << first;
            for (int colour : colours) {
                missing.computeIfPresent(colour, (number, coefficients) -> coefficients & ~brought);
            }
        }
    }
}
