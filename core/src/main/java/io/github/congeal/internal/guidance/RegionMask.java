package io.github.congeal.internal.guidance;

import io.github.congeal.control.Region;
import java.awt.image.BufferedImage;

/**
 * The share of each pixel of a picture that belongs to a region, within the rectangle around the region.
 *
 * @param x the rectangle's left edge
 * @param y the rectangle's top edge
 * @param box the rectangle's size
 * @param shares of the rectangle's pixels, row by row, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
public record RegionMask(int x, int y, PictureSize box, float[] shares) {
    /** A pixel with a smaller share counts as outside. */
    private static final float LEAST = 1f / 256;

    /** The smallest side of the rectangle in pixels, so that its cutouts show something recognisable. */
    private static final int SHORTEST = 16;

    /** The mask of a region in pictures of the given size. */
    public static RegionMask of(Region region, PictureSize size) {
        float[] all = shares(region, size);
        int left = size.width();
        int top = size.height();
        int right = 0;
        int bottom = 0;
        for (int row = 0; row < size.height(); row++) {
            for (int column = 0; column < size.width(); column++) {
                if (all[row * size.width() + column] >= LEAST) {
                    left = Math.min(left, column);
                    right = Math.max(right, column + 1);
                    top = Math.min(top, row);
                    bottom = Math.max(bottom, row + 1);
                }
            }
        }
        int width = Math.min(Math.max(right - left, SHORTEST), size.width());
        int height = Math.min(Math.max(bottom - top, SHORTEST), size.height());
        int x = Math.min(left, size.width() - width);
        int y = Math.min(top, size.height() - height);
        float[] shares = new float[width * height];
        for (int row = 0; row < height; row++) {
            System.arraycopy(all, (y + row) * size.width() + x, shares, row * width, width);
        }
        return new RegionMask(x, y, new PictureSize(width, height), shares);
    }

    /** Whether no pixel of the picture belongs to the region. */
    public boolean isEmpty() {
        for (float share : shares) {
            if (share >= LEAST) {
                return false;
            }
        }
        return true;
    }

    private static float[] shares(Region region, PictureSize size) {
        if (region instanceof Region.Mask mask) {
            return brightness(LanczosResize.resize(mask.picture().image().orElseThrow(), size));
        }
        float[] shares = new float[size.width() * size.height()];
        int shorter = Math.min(size.width(), size.height());
        for (int i = 0; i < shares.length; i++) {
            double across = i % size.width() + 0.5;
            double down = i / size.width() + 0.5;
            if (region instanceof Region.Rectangle rectangle) {
                shares[i] = faded(outside(rectangle, across, down, size), rectangle.feather() * shorter);
            } else {
                Region.Ellipse ellipse = (Region.Ellipse) region;
                shares[i] = faded(outside(ellipse, across, down, size), ellipse.feather() * shorter);
            }
        }
        return shares;
    }

    /** 1 inside and 0 outside, with a linear transition over the width of the feather. */
    private static float faded(double outside, double feather) {
        return feather == 0 ? outside < 0 ? 1 : 0 : (float) Math.min(1, Math.max(0, 0.5 - outside / feather));
    }

    /** The distance of a point from the rectangle's edge in pixels; negative inside. */
    private static double outside(Region.Rectangle rectangle, double across, double down, PictureSize size) {
        double sideways = outside(across, rectangle.left(), rectangle.width(), size.width());
        double upright = outside(down, rectangle.top(), rectangle.height(), size.height());
        return sideways > 0 && upright > 0 ? Math.hypot(sideways, upright) : Math.max(sideways, upright);
    }

    /**
     * The distance along one axis; negative inside. A side at the picture's edge does not count, so that nothing fades
     * there.
     */
    private static double outside(double place, double from, double extent, int length) {
        double before = from <= 0 ? Double.NEGATIVE_INFINITY : from * length - place;
        double behind = from + extent >= 1 ? Double.NEGATIVE_INFINITY : place - (from + extent) * length;
        return Math.max(before, behind);
    }

    private static double outside(Region.Ellipse ellipse, double across, double down, PictureSize size) {
        double halfWidth = ellipse.width() / 2 * size.width();
        double halfHeight = ellipse.height() / 2 * size.height();
        double sideways = (across - ellipse.x() * size.width()) / halfWidth;
        double upright = (down - ellipse.y() * size.height()) / halfHeight;
        return (Math.hypot(sideways, upright) - 1) * Math.min(halfWidth, halfHeight);
    }

    private static float[] brightness(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        float[] brightness = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int rgb = pixels[i];
            brightness[i] = (0.299f * (rgb >> 16 & 255) + 0.587f * (rgb >> 8 & 255) + 0.114f * (rgb & 255)) / 255;
        }
        return brightness;
    }
}
