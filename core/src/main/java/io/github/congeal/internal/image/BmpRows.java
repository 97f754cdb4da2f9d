package io.github.congeal.internal.image;

import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/** Looks for the rows of a BMP: ImageIO's reader makes up those that are missing when it leaves out some pixels. */
final class BmpRows {
    private static final int BEGIN = 10;
    private static final int HEADER_LENGTH = 14;
    private static final int OLD_HEADER = 12;
    private static final int OLD_BITS = 24;
    private static final int BITS = 28;
    private static final int COMPRESSION = 30;
    private static final int NONE = 0;
    private static final int MASKED = 3;

    private BmpRows() {}

    /**
     * Returns whether all rows are there. Of a picture whose rows are compressed, this is not known, and true.
     *
     * @param image a BMP that begins where the stream does
     */
    static boolean areComplete(ImageInputStream image, int width, int height) throws IOException {
        image.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        image.seek(BEGIN);
        long begin = image.readUnsignedInt();
        image.seek(HEADER_LENGTH);
        boolean old = image.readInt() == OLD_HEADER;
        image.seek(old ? OLD_BITS : BITS);
        long bits = image.readUnsignedShort();
        image.seek(COMPRESSION);
        int compression = old ? NONE : image.readInt();
        if (compression != NONE && compression != MASKED) {
            return true;
        }
        long row = (width * bits + Integer.SIZE - 1) / Integer.SIZE * Integer.BYTES;
        image.seek(begin + row * height - 1);
        return image.read() >= 0;
    }
}
