package io.github.congeal.samples.window;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.swing.JComponent;
import javax.swing.UIManager;

/** The loss over the steps of a run, with a mark at the frame being viewed. */
@SuppressWarnings("serial") // Windows are never serialised.
final class LossCurve extends JComponent {
    private static final int HEIGHT = 112;
    private static final int TOP = 8;
    private static final float PEN = 1.6f;
    private static final int SEE_THROUGH = 40;

    private final transient List<Point> points = new ArrayList<>();
    private int last = 1;
    private int marked;
    private double least;
    private double greatest;

    private record Point(int iteration, double loss) {}

    LossCurve() {
        setName("losses");
        setPreferredSize(UIScale.scale(new Dimension(300, HEIGHT)));
        setMinimumSize(UIScale.scale(new Dimension(100, HEIGHT)));
        setToolTipText("The loss at each step: the smaller, the closer the picture is to what was asked for");
    }

    /** Clears the curve, for a run of {@code iterations} steps. */
    void clear(int iterations) {
        points.clear();
        last = Math.max(1, iterations);
        marked = 0;
        repaint();
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    /** Adds the loss after {@code iteration} steps. */
    void add(int iteration, double loss) {
        least = points.isEmpty() ? loss : Math.min(least, loss);
        greatest = points.isEmpty() ? loss : Math.max(greatest, loss);
        points.add(new Point(iteration, loss));
        repaint();
    }

    /** Marks the frame being viewed. */
    void mark(int iteration) {
        marked = iteration;
        repaint();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D canvas = (Graphics2D) graphics.create();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        Object smoothing = UIManager.get(RenderingHints.KEY_TEXT_ANTIALIASING);
        if (smoothing != null) {
            canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, smoothing);
        }
        canvas.setFont(UIManager.getFont("small.font"));
        new Drawing(canvas).draw();
        canvas.dispose();
    }

    /** Paints the curve once, at the component's current size. */
    private final class Drawing {
        private final Graphics2D canvas;
        private final FontMetrics metrics;
        private final int left;
        private final int bottom;
        private final Color faint = UIManager.getColor("Component.borderColor");
        private final Color quiet = UIManager.getColor("Label.disabledForeground");
        private final Color accent = UIManager.getColor("Component.accentColor");

        private Drawing(Graphics2D canvas) {
            this.canvas = canvas;
            metrics = canvas.getFontMetrics();
            left = metrics.stringWidth("0.0000") + 8;
            bottom = getHeight() - metrics.getHeight() - 4;
        }

        private void draw() {
            canvas.setColor(faint);
            canvas.draw(new Line2D.Double(left, bottom, getWidth(), bottom));
            canvas.draw(new Line2D.Double(left, TOP, getWidth(), TOP));
            canvas.setColor(quiet);
            label("0", left, 0);
            if (points.isEmpty()) {
                write("loss", left - metrics.stringWidth("loss") - 8, (TOP + bottom + metrics.getAscent()) / 2);
                return;
            }
            label(Integer.toString(last), getWidth(), 1);
            level(greatest, TOP);
            if (greatest > least) {
                level(least, bottom);
            }
            drawCurve();
            drawMark();
        }

        private void drawCurve() {
            Path2D curve = new Path2D.Double();
            for (Point point : points) {
                if (curve.getCurrentPoint() == null) {
                    curve.moveTo(x(point.iteration), y(point.loss));
                } else {
                    curve.lineTo(x(point.iteration), y(point.loss));
                }
            }
            Path2D area = new Path2D.Double(curve);
            area.lineTo(x(points.get(points.size() - 1).iteration), bottom);
            area.lineTo(x(points.get(0).iteration), bottom);
            area.closePath();
            canvas.setColor(new Color(accent.getRed(), accent.getGreen(), accent.getBlue(), SEE_THROUGH));
            canvas.fill(area);
            canvas.setColor(accent);
            canvas.setStroke(new BasicStroke(PEN, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            canvas.draw(curve);
        }

        private void drawMark() {
            Point point = points.get(0);
            for (Point candidate : points) {
                if (candidate.iteration <= marked) {
                    point = candidate;
                }
            }
            double x = x(point.iteration);
            double y = y(point.loss);
            canvas.setColor(faint);
            canvas.setStroke(new BasicStroke(1));
            canvas.draw(new Line2D.Double(x, TOP, x, bottom));
            canvas.setColor(accent);
            canvas.fill(new Ellipse2D.Double(x - 4, y - 4, 8, 8));
        }

        private void level(double loss, double y) {
            String text = String.format(Locale.ROOT, "%.4f", loss);
            write(text, left - metrics.stringWidth(text) - 8, (int) y + metrics.getAscent() / 2 - 1);
        }

        private void label(String text, int x, double alignment) {
            write(text, x - (int) (alignment * metrics.stringWidth(text)), getHeight() - metrics.getDescent() - 1);
        }

        private void write(String text, int x, int y) {
            canvas.drawString(text, x, y);
        }

        private double x(int iteration) {
            return left + (double) iteration / last * (getWidth() - left - 4);
        }

        private double y(double loss) {
            double height = greatest > least ? (loss - least) / (greatest - least) : 0.5;
            return bottom - height * (bottom - TOP);
        }
    }
}
