package io.github.congeal.samples.games;

import io.github.congeal.Frame;
import io.github.congeal.PixelOrder;
import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Pictures for JavaFX: an {@code ImageView} that follows a run without a new image for each frame. */
public final class FxImage {
    private final IntBuffer pixels;
    private final PixelBuffer<IntBuffer> buffer;
    private final Image image;

    /** An image of a frame, on any thread. */
    public FxImage(Frame first) {
        int width = first.generation().width();
        int height = first.generation().height();
        pixels = IntBuffer.allocate(width * height);
        first.copyTo(pixels, PixelOrder.ARGB);
        pixels.clear();
        buffer = new PixelBuffer<>(width, height, pixels, PixelFormat.getIntArgbPreInstance());
        image = new WritableImage(buffer);
    }

    /** What an {@code ImageView} shows. */
    public Image image() {
        return image;
    }

    /** Shows another frame of the same size; on JavaFX's own thread, as with {@code Platform.runLater}. */
    public void show(Frame frame) {
        buffer.updateBuffer(changed -> {
            frame.copyTo(pixels.clear(), PixelOrder.ARGB);
            pixels.clear();
            return null;
        });
    }
}
