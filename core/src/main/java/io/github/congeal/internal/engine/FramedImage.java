package io.github.congeal.internal.engine;

import io.github.congeal.control.Fit;
import io.github.congeal.control.Fit.Border;
import io.github.congeal.internal.guidance.PictureSize;
import java.awt.image.BufferedImage;

/**
 * An initial picture in the frame of a run, which it may or may not fill.
 *
 * @param image opaque, in the size in which it is shown
 * @param left the column of its left edge in the frame, perhaps outside
 * @param top the row of its upper edge in the frame, perhaps outside
 * @param frame the size of the frame
 * @param border how the rest of the frame is filled
 */
record FramedImage(BufferedImage image, int left, int top, PictureSize frame, Border border) {
    /** The longer side of the frame divided by the radius of a blurred border. */
    private static final int BLUR = 24;

    /**
     * Fits a picture into a frame.
     *
     * @param image opaque, of any size
     * @throws IllegalArgumentException if no part of it would be visible, or it would become far too large
     */
    static FramedImage of(BufferedImage image, Fit fit, PictureSize frame) {
        if (fit instanceof Fit.Cover) {
            return filling(shaped(image, frame), frame);
        }
        if (fit instanceof Fit.Contain contain) {
            double scale =
                    Math.min(frame.width() / (double) image.getWidth(), frame.height() / (double) image.getHeight());
            BufferedImage scaled = scaled(image, scale);
            return new FramedImage(
                    scaled,
                    middle(frame.width(), scaled.getWidth()),
                    middle(frame.height(), scaled.getHeight()),
                    frame,
                    contain.border());
        }
        return fit instanceof Fit.Place place ? placed(image, place, frame) : filling(image, frame);
    }

    private static FramedImage filling(BufferedImage image, PictureSize frame) {
        return new FramedImage(Picture.resized(image, frame), 0, 0, frame, Border.EDGE);
    }

    private static FramedImage placed(BufferedImage image, Fit.Place place, PictureSize frame) {
        PictureSize size = scaledSize(image, place.scale());
        int left = place.left().orElse(middle(frame.width(), size.width()));
        int top = place.top().orElse(middle(frame.height(), size.height()));
        if (!seen(left, size.width(), frame.width()) || !seen(top, size.height(), frame.height())) {
            throw new IllegalArgumentException(
                    "initial-fit was %s, but then nothing of the picture of %sx%s is in the frame of %sx%s"
                            .formatted(place, size.width(), size.height(), frame.width(), frame.height()));
        }
        RunHeap.ofPicture(size.width(), size.height()).require();
        return new FramedImage(Picture.resized(image, size), left, top, frame, place.border());
    }

    private static boolean seen(int from, int length, int frame) {
        return from < frame && (long) from + length > 0;
    }

    /** The largest middle part of a picture with the aspect ratio of the frame. */
    private static BufferedImage shaped(BufferedImage image, PictureSize frame) {
        double scale = Math.max(frame.width() / (double) image.getWidth(), frame.height() / (double) image.getHeight());
        int width = within(frame.width() / scale, image.getWidth());
        int height = within(frame.height() / scale, image.getHeight());
        return image.getSubimage(middle(image.getWidth(), width), middle(image.getHeight(), height), width, height);
    }

    private static BufferedImage scaled(BufferedImage image, double scale) {
        return Picture.resized(image, scaledSize(image, scale));
    }

    private static PictureSize scaledSize(BufferedImage image, double scale) {
        return new PictureSize(
                within(image.getWidth() * scale, Integer.MAX_VALUE),
                within(image.getHeight() * scale, Integer.MAX_VALUE));
    }

    private static int within(double length, int most) {
        return (int) Math.min(Math.max(Math.round(length), 1), most);
    }

    private static int middle(int frame, int length) {
        return Math.floorDiv(frame - length, 2);
    }

    /** Whether a pixel of the frame belongs to the picture. */
    boolean covers(int x, int y) {
        return x >= left && x - left < image.getWidth() && y >= top && y - top < image.getHeight();
    }

    /** The filled frame, {@code [H, W, 3]}, 0..1. */
    float[] filled() {
        int width = image.getWidth();
        int height = image.getHeight();
        float[] picture = Picture.fromImage(image);
        float[] all = new float[frame.width() * frame.height() * 3];
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int at = border == Border.EDGE
                        ? nearest(y - top, height) * width + nearest(x - left, width)
                        : mirrored(y - top, height) * width + mirrored(x - left, width);
                System.arraycopy(picture, 3 * at, all, 3 * (y * frame.width() + x), 3);
            }
        }
        if (border == Border.BLUR) {
            int radius = Math.max(Math.max(frame.width(), frame.height()) / BLUR, 1);
            return within(all, new Blur(radius).of(all, frame, 3));
        }
        return border == Border.PLAIN ? within(all, plain(picture)) : all;
    }

    /** Copies the picture's area of {@code inside} into {@code outside}, and returns that. */
    private float[] within(float[] inside, float[] outside) {
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                if (covers(x, y)) {
                    int at = 3 * (y * frame.width() + x);
                    System.arraycopy(inside, at, outside, at, 3);
                }
            }
        }
        return outside;
    }

    private float[] plain(float[] picture) {
        float[] colour = EdgeMean.of(picture, new PictureSize(image.getWidth(), image.getHeight()), 3);
        float[] all = new float[frame.width() * frame.height() * 3];
        for (int i = 0; i < all.length; i++) {
            all[i] = colour[i % 3];
        }
        return all;
    }

    private static int nearest(int place, int length) {
        return Math.min(Math.max(place, 0), length - 1);
    }

    /** Reflects a coordinate at the edges, where the outermost pixel is repeated. */
    private static int mirrored(int place, int length) {
        int turned = Math.floorMod(place, 2 * length);
        return turned < length ? turned : 2 * length - 1 - turned;
    }
}
