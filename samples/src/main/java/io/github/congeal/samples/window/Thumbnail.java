package io.github.congeal.samples.window;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Insets;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import javax.swing.JButton;
import javax.swing.UIManager;
import org.jspecify.annotations.Nullable;

/** A button that shows a picture, or an invitation to put one there. */
@SuppressWarnings("serial") // Windows are never serialised.
final class Thumbnail extends JButton {
    private static final int HEIGHT = 92;
    private static final int ARC = 10;

    private final String invitation;

    private transient @Nullable BufferedImage picture;

    /**
     * A button without a picture.
     *
     * @param invitation the text to show without a picture
     */
    Thumbnail(String invitation) {
        this.invitation = invitation;
        setContentAreaFilled(false);
        setMargin(new Insets(0, 0, 0, 0));
        setPreferredSize(UIScale.scale(new Dimension(120, HEIGHT)));
        setMinimumSize(getPreferredSize());
    }

    /** Shows a picture, or with null the invitation. */
    void show(@Nullable BufferedImage image) {
        picture = image;
        repaint();
    }

    boolean isEmpty() {
        return picture == null;
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D canvas = (Graphics2D) graphics.create();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        RoundRectangle2D edge = new RoundRectangle2D.Double(1, 1, getWidth() - 2, getHeight() - 2, ARC, ARC);
        canvas.setColor(
                UIManager.getColor(getModel().isRollover() ? "Button.hoverBackground" : "TextField.background"));
        canvas.fill(edge);
        if (picture == null) {
            paintInvitation(canvas);
        } else {
            paint(picture, canvas, edge);
        }
        canvas.setColor(UIManager.getColor(isFocusOwner() ? "Component.focusedBorderColor" : "Component.borderColor"));
        canvas.setStroke(
                picture == null && !isFocusOwner()
                        ? new BasicStroke(1, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {4, 4}, 0)
                        : new BasicStroke(isFocusOwner() ? 1.5f : 1));
        canvas.draw(edge);
        canvas.dispose();
    }

    @Override
    protected void paintBorder(Graphics graphics) {
        // The border is drawn inside the picture.
    }

    private void paint(BufferedImage image, Graphics2D canvas, RoundRectangle2D edge) {
        canvas.clip(edge);
        double scale = Math.min((double) getWidth() / image.getWidth(), (double) getHeight() / image.getHeight());
        int width = (int) Math.round(image.getWidth() * scale);
        int height = (int) Math.round(image.getHeight() * scale);
        canvas.drawImage(image, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height, null);
        canvas.setClip(null);
    }

    private void paintInvitation(Graphics2D canvas) {
        Object smoothing = UIManager.get(RenderingHints.KEY_TEXT_ANTIALIASING);
        if (smoothing != null) {
            canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, smoothing);
        }
        Color quiet = UIManager.getColor("Label.disabledForeground");
        canvas.setFont(UIManager.getFont("small.font"));
        canvas.setColor(quiet);
        FontMetrics metrics = canvas.getFontMetrics();
        int middle = getHeight() / 2;
        float scale = UIScale.getUserScaleFactor();
        Glyph.PICTURE.paint(quiet, canvas, getWidth() / 2.0 - 12 * scale, middle - 24 * scale, 1.5 * scale);
        canvas.drawString(
                invitation,
                (getWidth() - metrics.stringWidth(invitation)) / 2,
                middle + UIScale.scale(6) + metrics.getAscent());
    }
}
