package io.github.congeal.samples;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Rows of pictures, each row under its title. */
final class ContactSheet {
    private static final int GAP = 8;
    private static final int TITLE = 24;

    private final int width;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String title, List<BufferedImage> pictures) {}

    /**
     * An empty sheet.
     *
     * @param width of each picture, in pixels
     */
    ContactSheet(int width) {
        if (width < 1) {
            throw new IllegalArgumentException(
                    "the width of a thumbnail was %s, but must be at least 1".formatted(width));
        }
        this.width = width;
    }

    void add(String title, List<BufferedImage> pictures) {
        rows.add(new Row(title, List.copyOf(pictures)));
    }

    /** All rows, one below the other. */
    BufferedImage draw() {
        int columns = rows.stream().mapToInt(row -> row.pictures.size()).max().orElse(0);
        int total = rows.stream().mapToInt(this::height).sum();
        BufferedImage sheet =
                new BufferedImage(GAP + columns * (width + GAP), Math.max(1, total), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, TITLE * 2 / 3));
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
            graphics.setColor(Color.BLACK);
            int y = 0;
            for (Row row : rows) {
                draw(row, y, graphics);
                y += height(row);
            }
        } finally {
            graphics.dispose();
        }
        return sheet;
    }

    private void draw(Row row, int y, Graphics2D graphics) {
        graphics.drawString(row.title, GAP, y + TITLE - GAP);
        for (int i = 0; i < row.pictures.size(); i++) {
            BufferedImage picture = row.pictures.get(i);
            graphics.drawImage(picture, GAP + i * (width + GAP), y + TITLE, width, scaledHeight(picture), null);
        }
    }

    private int height(Row row) {
        return TITLE + row.pictures.stream().mapToInt(this::scaledHeight).max().orElse(0) + GAP;
    }

    private int scaledHeight(BufferedImage picture) {
        return Math.max(1, picture.getHeight() * width / picture.getWidth());
    }
}
