package io.github.congeal.samples.window;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import javax.swing.Icon;
import javax.swing.UIManager;

/** The window's icons: shapes in a square of 16, in the colour of the text beside them and sharp at any scale. */
enum Glyph implements Icon {
    START(polygon(4, 2.5, 13.5, 8, 4, 13.5)),
    PAUSE(union(bar(4, 3, 3, 10), bar(9, 3, 3, 10))),
    STOP(bar(3.5, 3.5, 9, 9)),
    APPLY(stroked(line(3, 8.5, 6.5, 12), line(6.5, 12, 13, 4.5))),
    ADD(union(bar(7.25, 3, 1.5, 10), bar(3, 7.25, 10, 1.5))),
    REMOVE(stroked(line(4.5, 4.5, 11.5, 11.5), line(11.5, 4.5, 4.5, 11.5))),
    PICTURE(stroked(
            new RoundRectangle2D.Double(1.75, 2.75, 12.5, 10.5, 3, 3),
            line(2.5, 11.5, 6, 7.5, 9, 10.5, 11, 8.5, 13.5, 11),
            new Ellipse2D.Double(9.6, 4.8, 1.8, 1.8))),
    DOWNLOAD(stroked(line(8, 2.5, 8, 10), line(4.5, 7, 8, 10.5, 11.5, 7), line(3, 13.25, 13, 13.25))),
    SUN(sun()),
    MOON(moon()),
    CLOSED(stroked(line(6, 4, 10, 8, 6, 12))),
    OPEN(stroked(line(4, 6, 8, 10, 12, 6)));

    private static final int SIZE = 16;
    private final Shape shape;

    Glyph(Shape shape) {
        this.shape = shape;
    }

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
        Color text = component.getForeground();
        paint(
                component.isEnabled() ? text : UIManager.getColor("Label.disabledForeground"),
                graphics,
                x,
                y,
                UIScale.getUserScaleFactor());
    }

    /** Paints the icon at a scale. */
    void paint(Color color, Graphics graphics, double x, double y, double scale) {
        Graphics2D canvas = (Graphics2D) graphics.create();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        canvas.setColor(color);
        canvas.translate(x, y);
        canvas.scale(scale, scale);
        canvas.fill(shape);
        canvas.dispose();
    }

    @Override
    public int getIconWidth() {
        return UIScale.scale(SIZE);
    }

    @Override
    public int getIconHeight() {
        return UIScale.scale(SIZE);
    }

    private static Shape bar(double x, double y, double width, double height) {
        return new RoundRectangle2D.Double(x, y, width, height, 1.5, 1.5);
    }

    private static Shape polygon(double... points) {
        Path2D path = (Path2D) line(points);
        path.closePath();
        return path;
    }

    private static Shape line(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        return path;
    }

    private static Shape stroked(Shape... lines) {
        BasicStroke pen = new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        Area area = new Area();
        for (Shape line : lines) {
            area.add(new Area(pen.createStrokedShape(line)));
        }
        return area;
    }

    private static Shape union(Shape... shapes) {
        Area area = new Area();
        for (Shape shape : shapes) {
            area.add(new Area(shape));
        }
        return area;
    }

    private static Shape sun() {
        Area area = new Area(new Ellipse2D.Double(4.75, 4.75, 6.5, 6.5));
        for (int i = 0; i < 8; i++) {
            double angle = i * Math.PI / 4;
            double x = Math.cos(angle);
            double y = Math.sin(angle);
            area.add(new Area(stroked(line(8 + 5.4 * x, 8 + 5.4 * y, 8 + 6.6 * x, 8 + 6.6 * y))));
        }
        return area;
    }

    private static Shape moon() {
        Area area = new Area(new Ellipse2D.Double(2, 2, 12, 12));
        area.subtract(new Area(new Ellipse2D.Double(6, 0.5, 11, 11)));
        area.intersect(new Area(new Rectangle2D.Double(0, 0, SIZE, SIZE)));
        return area;
    }
}
