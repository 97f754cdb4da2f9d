package io.github.congeal;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;

/**
 * The order of a pixel's red, green, blue and alpha: from first to last in a buffer of bytes, from the highest byte to
 * the lowest in an {@code int}.
 */
public enum PixelOrder {
    /** Red, green, blue. */
    RGB(16, 8, 0, false),
    /** Blue, green, red. */
    BGR(0, 8, 16, false),
    /** Red, green, blue, alpha: OpenGL's {@code GL_RGBA} in bytes, libGDX's Pixmap in an {@code int}. */
    RGBA(24, 16, 8, true),
    /** Blue, green, red, alpha: JavaFX's {@code ByteBgra}. */
    BGRA(8, 16, 24, true),
    /** Alpha, red, green, blue: AWT's and JavaFX's {@code int}. */
    ARGB(16, 8, 0, true),
    /** Alpha, blue, green, red: in a little-endian {@code int}, OpenGL's {@code GL_RGBA}. */
    ABGR(0, 8, 16, true);

    private static final int OPAQUE = 255;

    private final int red;
    private final int green;
    private final int blue;
    private final int alpha;
    private final int bytes;

    PixelOrder(int red, int green, int blue, boolean hasAlpha) {
        this.red = red;
        this.green = green;
        this.blue = blue;
        // The four shifts 0, 8, 16 and 24 add up to 48, so alpha's is the rest.
        this.alpha = hasAlpha ? OPAQUE << 48 - red - green - blue : 0;
        this.bytes = hasAlpha ? 4 : 3;
    }

    /** Returns the number of bytes per pixel in a buffer of bytes: 3 or 4. */
    public int bytes() {
        return bytes;
    }

    private int pack(byte[] rgb, int at) {
        return (rgb[at] & 0xff) << red | (rgb[at + 1] & 0xff) << green | (rgb[at + 2] & 0xff) << blue | alpha;
    }

    void copy(byte[] rgb, IntBuffer target) {
        for (int i = 0; i < rgb.length; i += 3) {
            target.put(pack(rgb, i));
        }
    }

    void copy(byte[] rgb, ByteBuffer target) {
        for (int i = 0; i < rgb.length; i += 3) {
            int packed = pack(rgb, i);
            for (int shift = 8 * bytes - 8; shift >= 0; shift -= 8) {
                target.put((byte) (packed >> shift));
            }
        }
    }
}
