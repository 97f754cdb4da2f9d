package io.github.congeal.internal.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.stream.ImageInputStream;

/**
 * What the scans of a JPEG hold of its picture. Of a file that ends between two scans, ImageIO's reader only says that the
 * marker at its end is missing, as it does of a whole picture without that marker. Where scans or restart markers were
 * overwritten, it only says that there are unused bytes, as it does of a whole picture with some before its end.
 */
final class JpegScans {
    private static final int FIRST_FRAME = 0xc0;
    private static final int LAST_FRAME = 0xc2;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;
    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int RESTART_INTERVAL = 0xdd;
    private static final int BLOCK = 8;
    /** Encoders fill up data to words of so many bytes, with whatever is there. */
    private static final int WORD = 4;

    private static final int LAST_COEFFICIENT = 63;

    /** By the number of a colour, a bit for each of the coefficients that no scan has brought in full. */
    private final Map<Integer, Long> missing = new HashMap<>();

    /** By the number of a colour, how many blocks it has in a unit of the picture: four bits for across, four for down. */
    private final Map<Integer, Integer> sampling = new HashMap<>();

    private int width;
    private int height;
    private int interval;
    private long missingRestarts;
    private final long unused;
    private boolean endsInData;

    private JpegScans(long unused) {
        this.unused = unused;
    }

    /**
     * Whether they hold all of it, in a JPEG that begins where the stream does.
     *
     * @param unused how many bytes before its end were not used
     */
    static boolean areComplete(ImageInputStream image, long unused) throws IOException {
        JpegScans scans = new JpegScans(unused);
        image.seek(0);
        image.setByteOrder(ByteOrder.BIG_ENDIAN);
        try {
            while (scans.readSegment(image)) {}
        } catch (EOFException e) {
            // The marker at the end may be missing.
        }
        return !scans.endsInData
                && scans.missingRestarts <= 0
                && scans.missing.values().stream().allMatch(coefficients -> coefficients == 0);
    }

    /** Returns whether the picture goes on. */
    private boolean readSegment(ImageInputStream image) throws IOException {
        int marker = nextMarker(image);
        if (marker >= FIRST_RESTART && marker <= LAST_RESTART) {
            missingRestarts--;
            return true;
        }
        if (marker == END_OF_IMAGE) {
            endsInData = unused > WORD && !isFilling(image);
            return false;
        }
        if (marker == START_OF_IMAGE) {
            return true;
        }
        long begin = image.getStreamPosition();
        int length = image.readUnsignedShort();
        if (marker >= FIRST_FRAME && marker <= LAST_FRAME) {
            readFrame(image);
        } else if (marker == START_OF_SCAN) {
            readScan(image);
        } else if (marker == RESTART_INTERVAL) {
            interval = image.readUnsignedShort();
        }
        image.seek(begin + length);
        return true;
    }

    /** Whether the unused bytes before the marker that was read are the same, as cameras fill up their files. */
    private boolean isFilling(ImageInputStream image) throws IOException {
        long end = image.getStreamPosition() - 2;
        image.seek(end - unused);
        int first = image.readUnsignedByte();
        boolean same = true;
        while (same && image.getStreamPosition() < end) {
            same = image.readUnsignedByte() == first;
        }
        return same;
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
        image.readUnsignedByte();
        height = image.readUnsignedShort();
        width = image.readUnsignedShort();
        for (int colours = image.readUnsignedByte(); colours > 0; colours--) {
            int colour = image.readUnsignedByte();
            missing.put(colour, -1L);
            sampling.put(colour, image.readUnsignedByte());
            image.readUnsignedByte();
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
        if (interval > 0) {
            missingRestarts += (units(colours) - 1) / interval;
        }
    }

    /** The number of units in a scan: the blocks of its only colour, or the squares with whole blocks of all colours. */
    private long units(int[] colours) {
        int own = colours.length == 1 ? sampling.get(colours[0]) : 0x11;
        int across = 1;
        int down = 1;
        for (int each : sampling.values()) {
            across = Math.max(across, each >> 4);
            down = Math.max(down, each & 0xf);
        }
        return blocks(width * (own >> 4), across) * blocks(height * (own & 0xf), down);
    }

    private static long blocks(int samples, int most) {
        return (samples + BLOCK * most - 1L) / (BLOCK * most);
    }
}
