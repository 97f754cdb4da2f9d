package io.github.congeal.internal.engine;

import io.github.congeal.control.Mask;
import io.github.congeal.control.Transparency;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.image.Quantizer;
import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides which pixels of a finished picture are transparent. */
public final class TransparentPixels {
    private static final int COLOURS = 3;
    private static final int MOST = 255;
    private static final int HALF = 128;
    /** The low bits of each channel that are ignored when the most common colour is searched for. */
    private static final int SHADES = 4;

    private final byte[] pixels;
    private final int width;
    private final int height;

    private TransparentPixels(byte[] pixels, int width) {
        this.pixels = pixels;
        this.width = width;
        this.height = pixels.length / COLOURS / width;
    }

    /**
     * Whether each pixel is transparent, in row-major order.
     *
     * @param pixels {@code [H, W, 3]}
     * @param palette the picture's colours, each as 0xrrggbb; empty for any colours
     */
    public static boolean[] of(Transparency transparency, byte[] pixels, int width, int... palette) {
        TransparentPixels picture = new TransparentPixels(pixels, width);
        if (transparency instanceof Transparency.Ground ground) {
            return picture.ground(ground.tolerance() * MOST);
        }
        if (transparency instanceof Transparency.OfColour one) {
            int wanted = PaletteFinish.numbers(List.of(one.colour()))[0];
            int nearest = palette.length == 0
                    ? wanted
                    : palette[
                            new Quantizer(palette)
                                    .nearest(
                                            one.colour().red(),
                                            one.colour().green(),
                                            one.colour().blue())];
            return picture.like(nearest);
        }
        return picture.outside(((Transparency.Outside) transparency).mask());
    }

    private boolean[] like(int colour) {
        boolean[] like = new boolean[width * height];
        for (int i = 0; i < like.length; i++) {
            like[i] = distance(i, colour) == 0;
        }
        return like;
    }

    /** Flood fill of the background from the edge of the picture. */
    private boolean[] ground(double tolerance) {
        int colour = commonestAtTheEdge();
        boolean[] flooded = new boolean[width * height];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < flooded.length; i++) {
            if (isEdge(i)) {
                flood(i, colour, tolerance, flooded, open);
            }
        }
        while (!open.isEmpty()) {
            int i = open.pop();
            int x = i % width;
            if (x > 0) {
                flood(i - 1, colour, tolerance, flooded, open);
            }
            if (x < width - 1) {
                flood(i + 1, colour, tolerance, flooded, open);
            }
            if (i >= width) {
                flood(i - width, colour, tolerance, flooded, open);
            }
            if (i + width < flooded.length) {
                flood(i + width, colour, tolerance, flooded, open);
            }
        }
        return flooded;
    }

    private void flood(int i, int colour, double tolerance, boolean[] flooded, Deque<Integer> open) {
        if (!flooded[i] && distance(i, colour) <= tolerance) {
            flooded[i] = true;
            open.push(i);
        }
    }

    private boolean isEdge(int i) {
        int x = i % width;
        int y = i / width;
        return x == 0 || y == 0 || x == width - 1 || y == height - 1;
    }

    /** The mean of the most common group of similar colours at the edge, as 0xrrggbb. */
    private int commonestAtTheEdge() {
        Map<Integer, int[]> sums = new HashMap<>();
        int[] best = new int[COLOURS + 1];
        for (int i = 0; i < width * height; i++) {
            if (isEdge(i)) {
                int[] sum = sums.computeIfAbsent(shade(i), shade -> new int[COLOURS + 1]);
                for (int c = 0; c < COLOURS; c++) {
                    sum[c] += value(i, c);
                }
                sum[COLOURS]++;
                best = sum[COLOURS] > best[COLOURS] ? sum : best;
            }
        }
        int count = best[COLOURS];
        return best[0] / count << 16 | best[1] / count << 8 | best[2] / count;
    }

    private int shade(int i) {
        return value(i, 0) >> SHADES << 16 | value(i, 1) >> SHADES << 8 | value(i, 2) >> SHADES;
    }

    private boolean[] outside(Mask mask) {
        BufferedImage white = mask instanceof Mask.Picture picture
                ? Picture.resized(picture.source().image().orElseThrow(), new PictureSize(width, height))
                : null;
        boolean[] outside = new boolean[width * height];
        for (int i = 0; i < outside.length; i++) {
            outside[i] = white == null
                    ? !Inpainting.contains(mask, (i % width + 0.5) / width, (i / width + 0.5) / height)
                    : (white.getRGB(i % width, i / width) >> 8 & MOST) < HALF;
        }
        return outside;
    }

    private int distance(int i, int colour) {
        int most = 0;
        for (int c = 0; c < COLOURS; c++) {
            most = Math.max(most, Math.abs(value(i, c) - (colour >> 8 * (COLOURS - 1 - c) & MOST)));
        }
        return most;
    }

    private int value(int i, int colour) {
        return pixels[COLOURS * i + colour] & MOST;
    }
}
