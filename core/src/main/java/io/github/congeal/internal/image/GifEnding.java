package io.github.congeal.internal.image;

import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * What follows the first picture of a GIF. ImageIO's reader takes the zeros of a download that broke off, in a file as
 * long as the whole, for the end of the picture's data, and makes up the rest.
 */
final class GifEnding {
    private static final int SIGNATURE = 0x474946;
    private static final int REST_OF_SIGNATURE_AND_SIZE = 7;
    private static final int BACKGROUND_AND_ASPECT = 2;
    private static final int PLACE_AND_SIZE = 8;
    private static final int EXTENSION = 0x21;
    private static final int PICTURE = 0x2c;

    private GifEnding() {}

    /** Whether zeros follow where only another block can, or nothing; false for other formats. */
    static boolean isZero(ImageInputStream image) throws IOException {
        image.mark();
        try {
            if ((image.readUnsignedByte() << 16 | image.readUnsignedShort()) != SIGNATURE) {
                return false;
            }
            image.skipBytes(REST_OF_SIGNATURE_AND_SIZE);
            int flags = image.readUnsignedByte();
            image.skipBytes(BACKGROUND_AND_ASPECT);
            skipColours(image, flags);
            int block = image.readUnsignedByte();
            while (block == EXTENSION) {
                image.readUnsignedByte();
                skipData(image);
                block = image.readUnsignedByte();
            }
            if (block != PICTURE) {
                return false;
            }
            image.skipBytes(PLACE_AND_SIZE);
            skipColours(image, image.readUnsignedByte());
            image.readUnsignedByte();
            skipData(image);
            return image.readUnsignedByte() == 0;
        } catch (EOFException e) {
            return false;
        } finally {
            image.reset();
        }
    }

    private static void skipColours(ImageInputStream image, int flags) throws IOException {
        if ((flags & 0x80) != 0) {
            image.skipBytes(3 << (flags & 7) + 1);
        }
    }

    private static void skipData(ImageInputStream image) throws IOException {
        for (int length = image.readUnsignedByte(); length > 0; length = image.readUnsignedByte()) {
            image.skipBytes(length);
        }
    }
}
