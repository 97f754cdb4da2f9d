package io.github.congeal.samples.games;

import com.badlogic.gdx.graphics.Pixmap;
import io.github.congeal.Frame;
import io.github.congeal.PixelOrder;
import java.awt.image.BufferedImage;

/** Pictures for libGDX: {@code new Texture(GdxPixmap.of(frame))} on the thread that renders. */
public final class GdxPixmap {
    private GdxPixmap() {}

    /** A pixmap of a frame, to be disposed of by the caller. */
    public static Pixmap of(Frame frame) {
        int width = frame.generation().width();
        int height = frame.generation().height();
        Pixmap pixmap = new Pixmap(width, height, Pixmap.Format.RGBA8888);
        show(frame, pixmap);
        return pixmap;
    }

    /** Shows a frame in a pixmap of its size; {@code texture.draw(pixmap, 0, 0)} then brings it to the GPU. */
    public static void show(Frame frame, Pixmap pixmap) {
        frame.copyTo(pixmap.getPixels().clear(), PixelOrder.RGBA);
        pixmap.getPixels().clear();
    }

    /** A pixmap of a sprite with its transparent ground, to be disposed of by the caller. */
    public static Pixmap of(BufferedImage sprite) {
        Pixmap pixmap = new Pixmap(sprite.getWidth(), sprite.getHeight(), Pixmap.Format.RGBA8888);
        pixmap.setBlending(Pixmap.Blending.None);
        for (int y = 0; y < sprite.getHeight(); y++) {
            for (int x = 0; x < sprite.getWidth(); x++) {
                // From alpha first to alpha last.
                pixmap.drawPixel(x, y, Integer.rotateLeft(sprite.getRGB(x, y), 8));
            }
        }
        return pixmap;
    }
}
