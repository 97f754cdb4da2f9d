package io.github.congeal.control;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the colours that represent a picture by median cut (Heckbert 1982): the group of pixels that differs most in a
 * channel is divided at its median, over and over; each group's mean is a colour.
 */
final class MedianCut {
    /** The most pixels that are considered; more would hardly change the colours. */
    private static final int ENOUGH = 1 << 16;

    private static final int CHANNELS = 3;
    private final int[] pixels;

    MedianCut(BufferedImage image) {
        int side = (int) Math.ceil(Math.sqrt((double) image.getWidth() * image.getHeight() / ENOUGH));
        int columns = (image.getWidth() + side - 1) / side;
        int rows = (image.getHeight() + side - 1) / side;
        pixels = new int[columns * rows];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = image.getRGB(i % columns * side, i / columns * side) & 0xffffff;
        }
    }

    /** Returns the given number of colours, or fewer if there are no more. */
    List<Colour> colours(int count) {
        List<Group> groups = new ArrayList<>(List.of(new Group(0, pixels.length)));
        while (groups.size() < count) {
            Group widest =
                    groups.stream().max(Comparator.comparingInt(Group::width)).orElseThrow();
            if (widest.width() == 0) {
                break;
            }
            groups.remove(widest);
            groups.addAll(widest.halves());
        }
        Set<Colour> distinct = new LinkedHashSet<>();
        groups.stream()
                .sorted(Comparator.comparingInt(group -> group.from))
                .forEach(group -> distinct.add(group.mean()));
        return List.copyOf(distinct);
    }

    /** A contiguous group of pixels. */
    private final class Group {
        private final int from;
        private final int to;
        private final int channel;
        private final int width;

        Group(int from, int to) {
            this.from = from;
            this.to = to;
            int best = 0;
            int most = -1;
            for (int c = 0; c < CHANNELS; c++) {
                int own = c;
                int least = Arrays.stream(pixels, from, to)
                        .map(pixel -> value(pixel, own))
                        .min()
                        .orElseThrow();
                int greatest = Arrays.stream(pixels, from, to)
                        .map(pixel -> value(pixel, own))
                        .max()
                        .orElseThrow();
                if (greatest - least > most) {
                    most = greatest - least;
                    best = c;
                }
            }
            this.channel = best;
            this.width = most;
        }

        int width() {
            return width;
        }

        /** Divides the group at the change of value nearest to the median. */
        List<Group> halves() {
            int[] sorted = Arrays.stream(pixels, from, to)
                    .boxed()
                    .sorted(Comparator.comparingInt(pixel -> value(pixel, channel)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            System.arraycopy(sorted, 0, pixels, from, sorted.length);
            int middle = sorted.length / 2;
            int up = middle;
            while (up < sorted.length && (up == 0 || same(sorted, up))) {
                up++;
            }
            int down = middle;
            while (down > 0 && same(sorted, down)) {
                down--;
            }
            boolean upwards = down == 0 || up < sorted.length && up - middle < middle - down;
            int border = from + (upwards ? up : down);
            return List.of(new Group(from, border), new Group(border, to));
        }

        /** Returns whether a pixel equals the one before it in the channel. */
        private boolean same(int[] sorted, int at) {
            return value(sorted[at], channel) == value(sorted[at - 1], channel);
        }

        Colour mean() {
            int[] sums = new int[CHANNELS];
            for (int i = from; i < to; i++) {
                for (int c = 0; c < CHANNELS; c++) {
                    sums[c] += value(pixels[i], c);
                }
            }
            int count = to - from;
            return new Colour(round(sums[0], count), round(sums[1], count), round(sums[2], count));
        }
    }

    private static int round(int sum, int count) {
        return Math.round((float) sum / count);
    }

    private static int value(int pixel, int channel) {
        return pixel >> 8 * (CHANNELS - 1 - channel) & 0xff;
    }
}
