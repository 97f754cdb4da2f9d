package io.github.congeal.samples;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Pictures side by side, each with a caption below it. */
final class CaptionedRow {
    private static final int GAP = 8;
    private static final int LINE = 15;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    private final int width;
    private final List<String> captions = new ArrayList<>();
    private final List<BufferedImage> pictures = new ArrayList<>();

    /**
     * An empty row.
     *
     * @param width of each picture, in pixels
     */
    CaptionedRow(int width) {
        if (width < 1) {
            throw new IllegalArgumentException(
                    "the width of a thumbnail was %s, but must be at least 1".formatted(width));
        }
        this.width = width;
    }

    void add(String caption, BufferedImage picture) {
        captions.add(caption);
        pictures.add(picture);
    }

    BufferedImage draw() {
        FontMetrics metrics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                .createGraphics()
                .getFontMetrics(FONT);
        List<List<String>> lines =
                captions.stream().map(caption -> wrapped(caption, metrics)).toList();
        int highest = pictures.stream().mapToInt(this::scaledHeight).max().orElse(0);
        int deepest = lines.stream().mapToInt(List::size).max().orElse(0);
        BufferedImage row = new BufferedImage(
                GAP + pictures.size() * (width + GAP), 2 * GAP + highest + deepest * LINE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = row.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, row.getWidth(), row.getHeight());
            graphics.setColor(Color.BLACK);
            graphics.setFont(FONT);
            for (int i = 0; i < pictures.size(); i++) {
                BufferedImage picture = pictures.get(i);
                int x = GAP + i * (width + GAP);
                graphics.drawImage(picture, x, GAP, width, scaledHeight(picture), null);
                for (int line = 0; line < lines.get(i).size(); line++) {
                    graphics.drawString(lines.get(i).get(line), x, GAP + highest + (line + 1) * LINE);
                }
            }
        } finally {
            graphics.dispose();
        }
        return row;
    }

    private int scaledHeight(BufferedImage picture) {
        return Math.max(1, picture.getHeight() * width / picture.getWidth());
    }

    /** Lines that are no wider than a picture, broken anywhere. */
    private List<String> wrapped(String caption, FontMetrics metrics) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (char letter : caption.toCharArray()) {
            if (!line.isEmpty() && metrics.stringWidth(line.toString() + letter) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(letter);
        }
        lines.add(line.toString());
        return lines;
    }
}
