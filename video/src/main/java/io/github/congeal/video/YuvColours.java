package io.github.congeal.video;

import java.awt.image.BufferedImage;
import org.jcodec.common.model.Picture;

/**
 * Converts luma and chroma to red, green and blue. Chroma is interpolated bilinearly.
 *
 * @param highDefinition whether the matrix is that of ITU-R BT.709 instead of BT.601
 * @param fullRange whether luma goes from 0 to 255 instead of 16 to 235
 */
record YuvColours(boolean highDefinition, boolean fullRange) {
    private static final int MIDDLE = 128;

    /** The visible part of a decoded picture, whose samples JCodec stores minus 128. */
    BufferedImage toImage(Picture picture) {
        double ofRed = highDefinition ? 0.2126 : 0.299;
        double ofBlue = highDefinition ? 0.0722 : 0.114;
        double ofGreen = 1 - ofRed - ofBlue;
        double lumaScale = fullRange ? 1 : 255.0 / 219;
        double chromaScale = fullRange ? 255.0 / 255 : 255.0 / 224;
        int black = fullRange ? 0 : 16;
        int width = picture.getCroppedWidth();
        int height = picture.getCroppedHeight();
        int left = picture.getStartX();
        int top = picture.getStartY();
        int stride = picture.getPlaneWidth(0);
        byte[] luma = picture.getPlaneData(0);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double bright = (luma[(y + top) * stride + x + left] + MIDDLE - black) * lumaScale;
                double cb = chroma(picture, 1, x + left, y + top) * chromaScale;
                double cr = chroma(picture, 2, x + left, y + top) * chromaScale;
                double red = bright + 2 * (1 - ofRed) * cr;
                double blue = bright + 2 * (1 - ofBlue) * cb;
                double green = (bright - ofRed * red - ofBlue * blue) / ofGreen;
                row[x] = level(red) << 16 | level(green) << 8 | level(blue);
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    /** The chroma at a pixel; chroma samples lie in the middle of four pixels. */
    private static double chroma(Picture picture, int plane, int x, int y) {
        byte[] data = picture.getPlaneData(plane);
        int width = picture.getPlaneWidth(plane);
        int height = picture.getPlaneHeight(plane);
        int x0 = x >> 1;
        int y0 = y >> 1;
        int x1 = Math.min(Math.max((x & 1) == 0 ? x0 - 1 : x0 + 1, 0), width - 1);
        int y1 = Math.min(Math.max((y & 1) == 0 ? y0 - 1 : y0 + 1, 0), height - 1);
        double near = 0.75 * data[y0 * width + x0] + 0.25 * data[y0 * width + x1];
        double far = 0.75 * data[y1 * width + x0] + 0.25 * data[y1 * width + x1];
        return 0.75 * near + 0.25 * far;
    }

    private static int level(double value) {
        return (int) Math.min(Math.max(Math.round(value), 0), 255);
    }
}
