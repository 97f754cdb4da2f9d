package io.github.congeal.samples.games;

import io.github.congeal.Frame;
import io.github.congeal.PixelOrder;
import java.nio.IntBuffer;
import processing.core.PConstants;
import processing.core.PImage;

/** Pictures for Processing: {@code image(ProcessingImage.of(frame), 0, 0)} in {@code draw()}. */
public final class ProcessingImage {
    private ProcessingImage() {}

    /** An image of a frame. */
    public static PImage of(Frame frame) {
        PImage image = new PImage(frame.generation().width(), frame.generation().height(), PConstants.ARGB);
        show(frame, image);
        return image;
    }

    /** Shows a frame in an image of its size. */
    public static void show(Frame frame, PImage image) {
        image.loadPixels();
        frame.copyTo(IntBuffer.wrap(image.pixels), PixelOrder.ARGB);
        image.updatePixels();
    }
}
