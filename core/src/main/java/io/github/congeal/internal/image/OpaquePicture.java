package io.github.congeal.internal.image;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.Raster;

/**
 * Converts pictures of every kind to opaque eight-bit RGB.
 *
 * <p>Drawing them onto an RGB picture would nearly do, but needs the toolkit's native libraries, which servers may
 * lack.
 */
final class OpaquePicture {
    private OpaquePicture() {}

    static BufferedImage of(BufferedImage image) {
        return of(image, () -> {});
    }

    /**
     * As {@link #of(BufferedImage)}.
     *
     * @param onRow called before each row; may throw
     */
    static BufferedImage of(BufferedImage image, Runnable onRow) {
        BufferedImage source = inRgb(image);
        int width = source.getWidth();
        BufferedImage result = new BufferedImage(width, source.getHeight(), BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        for (int y = 0; y < source.getHeight(); y++) {
            onRow.run();
            if (isGrey(source)) {
                readGrey(source, y, row);
            } else if (isPlainCmyk(source)) {
                readCmyk(source, y, row);
            } else {
                source.getRGB(0, y, width, 1, row, 0, width);
            }
            flatten(row);
            result.setRGB(0, y, width, 1, row, 0, width);
        }
        return result;
    }

    /** Converts rarer colour spaces at once: {@code getRGB} takes microseconds for each of their pixels. */
    private static BufferedImage inRgb(BufferedImage image) {
        ColorSpace space = image.getColorModel().getColorSpace();
        if (space.isCS_sRGB() || space.getType() == ColorSpace.TYPE_GRAY || isPlainCmyk(image)) {
            return image;
        }
        int type = image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        return new ColorConvertOp(null).filter(image, new BufferedImage(image.getWidth(), image.getHeight(), type));
    }

    private static boolean isGrey(BufferedImage image) {
        return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }

    /** Whether it is in the colours of a printer without saying of which. */
    private static boolean isPlainCmyk(BufferedImage image) {
        ColorSpace space = image.getColorModel().getColorSpace();
        return space.getType() == ColorSpace.TYPE_CMYK && !(space instanceof ICC_ColorSpace);
    }

    /**
     * Reads inks as other programs do: what one lets through is taken of what the other does. AWT takes them for linear
     * light, and makes them too bright.
     */
    private static void readCmyk(BufferedImage image, int y, int[] row) {
        int[] inks = image.getRaster().getPixels(0, y, row.length, 1, (int[]) null);
        for (int x = 0; x < row.length; x++) {
            int light = 255 - inks[4 * x + 3];
            row[x] = 0xff000000
                    | through(inks[4 * x], light) << 16
                    | through(inks[4 * x + 1], light) << 8
                    | through(inks[4 * x + 2], light);
        }
    }

    private static int through(int ink, int light) {
        return ((255 - ink) * light + 127) / 255;
    }

    /**
     * Reads grey values as they are. AWT takes them for linear light, which files never hold, and makes them too
     * bright.
     */
    private static void readGrey(BufferedImage image, int y, int[] row) {
        ColorModel model = image.getColorModel();
        Raster raster = image.getRaster();
        for (int x = 0; x < row.length; x++) {
            int grey = toEightBits(raster.getSample(x, y, 0), model.getComponentSize(0));
            int alpha = model.hasAlpha() ? toEightBits(raster.getSample(x, y, 1), model.getComponentSize(1)) : 255;
            row[x] = alpha << 24 | grey << 16 | grey << 8 | grey;
        }
    }

    private static int toEightBits(int sample, int bits) {
        long most = (1L << bits) - 1;
        return (int) ((Integer.toUnsignedLong(sample) * 255 + most / 2) / most);
    }

    /** Puts colours with alpha onto white. */
    private static void flatten(int[] row) {
        for (int x = 0; x < row.length; x++) {
            int alpha = row[x] >>> 24;
            row[x] = onWhite(row[x] >> 16 & 0xff, alpha) << 16
                    | onWhite(row[x] >> 8 & 0xff, alpha) << 8
                    | onWhite(row[x] & 0xff, alpha);
        }
    }

    private static int onWhite(int value, int alpha) {
        return (value * alpha + 255 * (255 - alpha) + 127) / 255;
    }
}
