package io.github.congeal.video;

import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Rect;

/**
 * The picture that the encoder reads: luma, and chroma at half the resolution, by ITU-R BT.601 in limited range (luma
 * 16 to 235, chroma 16 to 240).
 *
 * <p>The planes cover whole macroblocks; beyond the picture its last row and column are repeated. JCodec stores samples
 * minus 128, and always labels them full-range.
 */
final class YuvPicture {
    private static final int BLOCK = 16;

    /**
     * The factor of the buffer's height: JCodec's buffer for a coded picture has a byte for each of its pixels, and
     * noisy pictures need more.
     */
    private static final int ROOM = 4;

    /** The matrix of BT.601 times 2^16: rows add up to 219, 0 and 0 of 255. */
    private static final int Y_R = 16829;

    private static final int Y_G = 33039;
    private static final int Y_B = 6416;
    private static final int CB_R = -9714;
    private static final int CB_G = -19071;
    private static final int CB_B = 28785;
    private static final int CR_R = 28785;
    private static final int CR_G = -24103;
    private static final int CR_B = -4682;

    private final int codedWidth;
    private final int codedHeight;
    private final Picture picture;

    YuvPicture(int width, int height) {
        codedWidth = (width + BLOCK - 1) / BLOCK * BLOCK;
        codedHeight = (height + BLOCK - 1) / BLOCK * BLOCK;
        Rect shown = new Rect(0, 0, even(width), even(height));
        picture = Picture.createCropped(codedWidth, codedHeight * ROOM, ColorSpace.YUV420J, shown);
    }

    /** The size rounded up to an even number, which H.264 with chroma at half the resolution requires. */
    static int even(int size) {
        return size + (size & 1);
    }

    Picture picture() {
        return picture;
    }

    /** Converts a picture of the size given to the constructor. */
    void set(Pixels pixels) {
        byte[] luma = picture.getPlaneData(0);
        byte[] cb = picture.getPlaneData(1);
        byte[] cr = picture.getPlaneData(2);
        int[] rgb = pixels.rgb();
        for (int y = 0; y < codedHeight; y += 2) {
            int upper = Math.min(y, pixels.height() - 1) * pixels.width();
            int lower = Math.min(y + 1, pixels.height() - 1) * pixels.width();
            for (int x = 0; x < codedWidth; x += 2) {
                int left = Math.min(x, pixels.width() - 1);
                int right = Math.min(x + 1, pixels.width() - 1);
                int a = rgb[upper + left];
                int b = rgb[upper + right];
                int c = rgb[lower + left];
                int d = rgb[lower + right];
                int at = y * codedWidth + x;
                luma[at] = luma(a);
                luma[at + 1] = luma(b);
                luma[at + codedWidth] = luma(c);
                luma[at + codedWidth + 1] = luma(d);
                int red = red(a) + red(b) + red(c) + red(d);
                int green = green(a) + green(b) + green(c) + green(d);
                int blue = blue(a) + blue(b) + blue(c) + blue(d);
                int chroma = y / 2 * (codedWidth / 2) + x / 2;
                cb[chroma] = chroma(CB_R * red + CB_G * green + CB_B * blue);
                cr[chroma] = chroma(CR_R * red + CR_G * green + CR_B * blue);
            }
        }
    }

    private static byte luma(int rgb) {
        int scaled = Y_R * red(rgb) + Y_G * green(rgb) + Y_B * blue(rgb);
        return (byte) ((scaled + (1 << 15) >> 16) + 16 - 128);
    }

    /**
     * Rounds a chroma value that is given times 2^18: the sum of four pixels, by the matrix times 2^16. The zero of
     * chroma is 128, which JCodec stores as 0.
     */
    private static byte chroma(int fourfold) {
        return (byte) (fourfold + (1 << 17) >> 18);
    }

    private static int red(int rgb) {
        return rgb >> 16 & 0xff;
    }

    private static int green(int rgb) {
        return rgb >> 8 & 0xff;
    }

    private static int blue(int rgb) {
        return rgb & 0xff;
    }
}
