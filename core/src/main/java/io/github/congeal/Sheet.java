package io.github.congeal;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Arranges sprites of one size in rows in a single picture, a sprite sheet as games load it. */
public final class Sheet {
    private Sheet() {}

    /**
     * Makes a sprite sheet. If all sprites are indexed with the same palette, so is the sheet; otherwise it keeps their
     * transparency.
     *
     * @param sprites at least one, all of one size, such as {@link Frame#sprite()} returns
     * @param columns the number of sprites in a row: their total for a horizontal strip, 1 for a vertical one
     * @throws IllegalArgumentException if there are no sprites, or they differ in size, or there is no column
     */
    public static BufferedImage of(List<BufferedImage> sprites, int columns) {
        Objects.requireNonNull(sprites, "sprites");
        if (sprites.isEmpty() || columns < 1) {
            throw new IllegalArgumentException("there were %s sprites and %s columns, but each must be at least 1"
                    .formatted(sprites.size(), columns));
        }
        BufferedImage first = sprites.get(0);
        int width = first.getWidth();
        int height = first.getHeight();
        int across = Math.min(columns, sprites.size());
        int down = (sprites.size() + across - 1) / across;
        BufferedImage sheet = blank(sprites, width * across, height * down);
        for (int i = 0; i < sprites.size(); i++) {
            BufferedImage sprite = sprites.get(i);
            if (sprite.getWidth() != width || sprite.getHeight() != height) {
                throw new IllegalArgumentException(
                        "sprite %s was %sx%s, but the first one was %sx%s: all must be of one size"
                                .formatted(i + 1, sprite.getWidth(), sprite.getHeight(), width, height));
            }
            put(sprite, i % columns * width, i / columns * height, sheet);
        }
        return sheet;
    }

    private static BufferedImage blank(List<BufferedImage> sprites, int width, int height) {
        if (sprites.get(0).getColorModel() instanceof IndexColorModel palette
                && sprites.stream().allMatch(sprite -> palette.equals(sprite.getColorModel()))) {
            BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette);
            int empty = Math.max(0, palette.getTransparentPixel());
            int[] row = new int[width];
            Arrays.fill(row, empty);
            for (int y = 0; y < height; y++) {
                sheet.getRaster().setPixels(0, y, width, 1, row);
            }
            return sheet;
        }
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    }

    private static void put(BufferedImage sprite, int x, int y, BufferedImage sheet) {
        if (sheet.getType() == BufferedImage.TYPE_BYTE_INDEXED) {
            sheet.getRaster().setRect(x, y, sprite.getRaster());
            return;
        }
        Graphics2D graphics = sheet.createGraphics();
        graphics.drawImage(sprite, x, y, null);
        graphics.dispose();
    }
}
