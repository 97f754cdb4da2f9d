package io.github.congeal.samples.games;

import com.jme3.texture.Image;
import com.jme3.texture.image.ColorSpace;
import com.jme3.util.BufferUtils;
import io.github.congeal.Frame;
import io.github.congeal.PixelOrder;
import java.nio.ByteBuffer;

/** Pictures for jMonkeyEngine: {@code new Texture2D(JmeImage.of(frame))}. */
public final class JmeImage {
    private JmeImage() {}

    /** An image of a frame, its first row on top: flip the texture's coordinates, or the mesh's. */
    public static Image of(Frame frame) {
        int width = frame.generation().width();
        int height = frame.generation().height();
        ByteBuffer pixels = BufferUtils.createByteBuffer(width * height * PixelOrder.RGBA.bytes());
        Image image = new Image(Image.Format.RGBA8, width, height, pixels, ColorSpace.sRGB);
        show(frame, image);
        return image;
    }

    /** Shows a frame in an image of its size, from where the renderer uploads it anew. */
    public static void show(Frame frame, Image image) {
        ByteBuffer pixels = image.getData(0);
        frame.copyTo(pixels.clear(), PixelOrder.RGBA);
        pixels.clear();
        image.setUpdateNeeded();
    }
}
