package io.github.congeal.samples.window;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.UIManager;
import org.jspecify.annotations.Nullable;

/** Shows a picture as large as possible, or a sentence that says what to do if there is none. */
@SuppressWarnings("serial") // Windows are never serialised.
final class PicturePanel extends JComponent {
    private static final Dimension SMALLEST = new Dimension(240, 160);
    private static final Dimension USUAL = new Dimension(620, 480);
    private static final double EMPTY_ICON_SCALE = 3;

    private transient @Nullable BufferedImage picture;
    private boolean sharp;
    private boolean actualSize;
    private String hint = "";

    PicturePanel() {
        setName("picture");
        setMinimumSize(UIScale.scale(SMALLEST));
        setPreferredSize(UIScale.scale(USUAL));
    }

    /** Shows a picture. */
    void show(BufferedImage image) {
        picture = image;
        repaint();
    }

    /** Shows a sentence instead of a picture. */
    void showNothing(String sentence) {
        picture = null;
        hint = sentence;
        repaint();
    }

    /** The picture on display, if any. */
    Optional<BufferedImage> picture() {
        return Optional.ofNullable(picture);
    }

    /** Sets whether each pixel of the picture is one of the screen, instead of scaling the picture to the panel. */
    void setActualSize(boolean whether) {
        actualSize = whether;
        repaint();
    }

    /** Sets whether pixels are shown as squares instead of being interpolated. */
    void setSharp(boolean whether) {
        sharp = whether;
        repaint();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D canvas = (Graphics2D) graphics.create();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setColor(ground());
        canvas.fillRoundRect(0, 0, getWidth(), getHeight(), 12, 12);
        if (picture == null) {
            paintHint(canvas);
        } else {
            paint(picture, canvas);
        }
        canvas.dispose();
    }

    private void paint(BufferedImage image, Graphics2D canvas) {
        canvas.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                sharp
                        ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                        : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        double room = Math.min((double) getWidth() / image.getWidth(), (double) getHeight() / image.getHeight());
        // With a scaled display, one unit of the window is several pixels of the screen.
        double scale = actualSize ? 1 / canvas.getTransform().getScaleX() : room;
        canvas.clipRect(0, 0, getWidth(), getHeight());
        int width = (int) Math.round(image.getWidth() * scale);
        int height = (int) Math.round(image.getHeight() * scale);
        canvas.drawImage(image, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height, null);
    }

    private void paintHint(Graphics2D canvas) {
        Color quiet = UIManager.getColor("Label.disabledForeground");
        canvas.setColor(quiet);
        double icon = Glyph.PICTURE.getIconWidth() * EMPTY_ICON_SCALE;
        Glyph.PICTURE.paint(
                quiet,
                canvas,
                (getWidth() - icon) / 2,
                getHeight() / 2.0 - icon,
                EMPTY_ICON_SCALE * UIScale.getUserScaleFactor());
        Font font = UIManager.getFont("Label.font");
        canvas.setFont(font);
        Object smoothing = UIManager.get(RenderingHints.KEY_TEXT_ANTIALIASING);
        canvas.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING,
                smoothing == null ? RenderingHints.VALUE_TEXT_ANTIALIAS_ON : smoothing);
        FontMetrics metrics = canvas.getFontMetrics();
        canvas.drawString(
                hint, (getWidth() - metrics.stringWidth(hint)) / 2, getHeight() / 2 + 2 * metrics.getHeight());
    }

    /** The background, slightly different from the window's. */
    private static Color ground() {
        Color window = UIManager.getColor("Panel.background");
        return Theme.isDark() ? window.darker() : UIManager.getColor("EditorPane.background");
    }
}
