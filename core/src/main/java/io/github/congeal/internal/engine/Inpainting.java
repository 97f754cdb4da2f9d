package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Fit;
import io.github.congeal.control.Mask;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.guidance.PictureSize;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Optional;

/**
 * Inpainting: which part of the picture is generated, and which part of the initial picture stays.
 *
 * @param initial the initial picture, opaque, of any size
 * @param fit how it is fitted into the frame
 * @param mask the generated part
 * @param inverted whether the mask is the part that stays instead
 * @param feather the width of the transition at the mask's edge, inwards, in pixels
 */
record Inpainting(BufferedImage initial, Fit fit, Mask mask, boolean inverted, double feather) {
    /** Brightness up to here counts as 0, and from {@link #WHITE} on as 1, because resized masks overshoot at edges. */
    private static final double BLACK = 0.1;

    private static final double WHITE = 0.9;

    /** The greatest relative difference of aspect ratios that count as the same. */
    private static final double ALIKE = 0.02;

    /**
     * The inpainting of the settings; empty without a mask.
     *
     * @throws IllegalArgumentException if there is a mask without an initial picture, or a control of a mask without one
     */
    static Optional<Inpainting> of(Settings settings) {
        Optional<Mask> mask = settings.find(Control.MASK);
        if (mask.isEmpty()) {
            Starts.requireUsual(Control.MASK_INVERTED, settings, "mask");
            return Optional.empty();
        }
        BufferedImage initial = settings.find(Control.INITIAL_IMAGE)
                .orElseThrow(() -> new IllegalArgumentException(
                        "mask was %s, but there is no initial picture that could stay elsewhere: give initial-image"
                                .formatted(mask.get())))
                .image()
                .orElseThrow();
        return Optional.of(new Inpainting(
                initial,
                settings.get(Control.INITIAL_FIT),
                mask.get(),
                settings.get(Control.MASK_INVERTED),
                settings.get(Control.MASK_FEATHER)));
    }

    /** The initial picture in the frame, {@code [H, W, 3]}, 0..1. */
    float[] initial(PictureSize frame) {
        return FramedImage.of(initial, fit, frame).filled();
    }

    /**
     * The share of the generated picture in each pixel, {@code [H, W]}, 0..1.
     *
     * @throws IllegalArgumentException if it is 0 everywhere, or the mask has the wrong shape
     */
    float[] share(PictureSize frame) {
        float[] share = chosen(frame);
        boolean any = false;
        for (int i = 0; i < share.length; i++) {
            double sure = (share[i] - BLACK) / (WHITE - BLACK);
            share[i] = (float) Math.min(Math.max(inverted ? 1 - sure : sure, 0), 1);
            any |= share[i] > 0;
        }
        if (!any) {
            throw new IllegalArgumentException(
                    "mask was %s%s, but then nothing is painted: choose a part of the picture"
                            .formatted(mask, inverted ? ", inverted" : ""));
        }
        return feather > 0 ? new Feather(feather).of(share, frame) : share;
    }

    private float[] chosen(PictureSize frame) {
        if (mask instanceof Mask.Picture picture) {
            return white(picture, frame);
        }
        float[] share = new float[frame.width() * frame.height()];
        FramedImage framed = mask instanceof Mask.Border ? FramedImage.of(initial, fit, frame) : null;
        for (int i = 0; i < share.length; i++) {
            int x = i % frame.width();
            int y = i / frame.width();
            boolean in = framed == null
                    ? contains(mask, (x + 0.5) / frame.width(), (y + 0.5) / frame.height())
                    : !framed.covers(x, y);
            share[i] = in ? 1 : 0;
        }
        return share;
    }

    /** Whether a point, as fractions of the frame's sides, is in a geometric mask. */
    static boolean contains(Mask mask, double x, double y) {
        if (mask instanceof Mask.Ellipse box) {
            return Math.hypot(2 * (x - box.left()) / box.width() - 1, 2 * (y - box.top()) / box.height() - 1) <= 1;
        }
        return mask instanceof Mask.Rectangle box
                && x >= box.left()
                && x < box.left() + box.width()
                && y >= box.top()
                && y < box.top() + box.height();
    }

    private float[] white(Mask.Picture picture, PictureSize frame) {
        BufferedImage white = picture.source().image().orElseThrow();
        PictureSize own = new PictureSize(initial.getWidth(), initial.getHeight());
        if (alike(white, own)) {
            FramedImage framed = FramedImage.of(Picture.resized(white, own), fit, frame);
            return brightness(framed.filled(), (x, y) -> framed.covers(x, y), frame);
        }
        if (alike(white, frame)) {
            return brightness(Picture.fromImage(Picture.resized(white, frame)), (x, y) -> true, frame);
        }
        throw new IllegalArgumentException(
                "mask was a picture %s, but must have the shape of the initial picture, %s, or that of the frame, %s"
                        .formatted(
                                shape(new PictureSize(white.getWidth(), white.getHeight())), shape(own), shape(frame)));
    }

    /** The proportions rather than the size: of a large picture only some rows and columns are read. */
    private static String shape(PictureSize size) {
        return String.format(Locale.ROOT, "%.3f times as wide as high", size.width() / (double) size.height());
    }

    private static boolean alike(BufferedImage image, PictureSize size) {
        double ratio = image.getWidth() * (double) size.height() / ((double) image.getHeight() * size.width());
        return Math.abs(ratio - 1) < ALIKE
                || Math.abs(image.getWidth() * size.height() / (double) size.width() - image.getHeight()) < 1;
    }

    /** Selects pixels of the frame. */
    private interface Part {
        boolean has(int x, int y);
    }

    private static float[] brightness(float[] colours, Part part, PictureSize frame) {
        float[] brightness = new float[frame.width() * frame.height()];
        for (int i = 0; i < brightness.length; i++) {
            if (part.has(i % frame.width(), i / frame.width())) {
                brightness[i] = (colours[3 * i] + colours[3 * i + 1] + colours[3 * i + 2]) / 3;
            }
        }
        return brightness;
    }
}
