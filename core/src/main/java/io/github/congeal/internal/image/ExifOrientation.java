package io.github.congeal.internal.image;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.imageio.stream.ImageInputStream;

/**
 * How a camera was held: phones store pictures as the sensor saw them, with a note of how to turn them. ImageIO ignores
 * it.
 *
 * @param swapped whether rows and columns change places
 * @param mirroredX whether the stored columns are to be read from right to left
 * @param mirroredY whether the stored rows are to be read from the bottom up
 */
record ExifOrientation(boolean swapped, boolean mirroredX, boolean mirroredY) {
    private static final ExifOrientation UPRIGHT = new ExifOrientation(false, false, false);

    /** The orientations 1 to 8 of the Exif standard. */
    private static final List<ExifOrientation> ALL = List.of(
            UPRIGHT,
            new ExifOrientation(false, true, false),
            new ExifOrientation(false, true, true),
            new ExifOrientation(false, false, true),
            new ExifOrientation(true, false, false),
            new ExifOrientation(true, false, true),
            new ExifOrientation(true, true, true),
            new ExifOrientation(true, true, false));

    private static final int START_OF_IMAGE = 0xffd8;
    private static final int START_OF_SCAN = 0xffda;
    private static final int APPLICATION_1 = 0xffe1;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    /** The first directory's place is in the header of 8 bytes, after byte order and magic number. */
    private static final int DIRECTORY_POINTER = 4;

    private static final int ENTRY_LENGTH = 12;
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int VALUE_IN_ENTRY = 8;

    /**
     * The orientation that a JPEG file states; upright for one that states none, or nonsense, and for other formats.
     */
    static ExifOrientation read(ImageInputStream image) throws IOException {
        image.mark();
        image.setByteOrder(ByteOrder.BIG_ENDIAN);
        try {
            return image.readUnsignedShort() == START_OF_IMAGE ? readSegments(image) : UPRIGHT;
        } catch (EOFException e) {
            return UPRIGHT;
        } finally {
            image.reset();
        }
    }

    private static ExifOrientation readSegments(ImageInputStream image) throws IOException {
        while (true) {
            int marker = image.readUnsignedShort();
            int length = image.readUnsignedShort() - 2;
            if (marker >> 8 != 0xff || marker == START_OF_SCAN || length < 0) {
                return UPRIGHT;
            }
            byte[] segment = new byte[length];
            image.readFully(segment);
            if (marker == APPLICATION_1 && startsWith(segment, EXIF)) {
                return ofDirectory(ByteBuffer.wrap(segment, EXIF.length, length - EXIF.length)
                        .slice());
            }
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** The orientation in the first directory of what is laid out as a TIFF file. */
    private static ExifOrientation ofDirectory(ByteBuffer tiff) {
        if (tiff.limit() < DIRECTORY_POINTER + Integer.BYTES) {
            return UPRIGHT;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(DIRECTORY_POINTER);
        if (directory < 0 || directory > tiff.limit() - Short.BYTES) {
            return UPRIGHT;
        }
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        int first = directory + Short.BYTES;
        for (int i = 0; i < Math.min(entries, (tiff.limit() - first) / ENTRY_LENGTH); i++) {
            int entry = first + i * ENTRY_LENGTH;
            if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION_TAG) {
                int number = tiff.getShort(entry + VALUE_IN_ENTRY);
                return number >= 1 && number <= ALL.size() ? ALL.get(number - 1) : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /**
     * The picture the right way up.
     *
     * @param onRow called before each row; may throw
     */
    BufferedImage apply(BufferedImage stored, Runnable onRow) {
        if (equals(UPRIGHT)) {
            return stored;
        }
        int width = stored.getWidth();
        int height = stored.getHeight();
        BufferedImage upright = swapped
                ? new BufferedImage(height, width, stored.getType())
                : new BufferedImage(width, height, stored.getType());
        for (int y = 0; y < upright.getHeight(); y++) {
            onRow.run();
            for (int x = 0; x < upright.getWidth(); x++) {
                int column = swapped ? y : x;
                int row = swapped ? x : y;
                upright.setRGB(
                        x,
                        y,
                        stored.getRGB(mirroredX ? width - 1 - column : column, mirroredY ? height - 1 - row : row));
            }
        }
        return upright;
    }
}
