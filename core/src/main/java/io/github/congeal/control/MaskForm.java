package io.github.congeal.control;

import java.util.regex.Pattern;

/** Writes a mask as a shape, or as the path of a picture. */
final class MaskForm implements Form<Mask> {
    private static final double MOST = 1e9;

    /** Anything that begins otherwise is a path, which may contain brackets, too. */
    private static final Pattern SHAPE =
            Pattern.compile("\\s*(rectangle|ellipse|border)\\s*(\\(.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Form<Mask> shapes = Form.words(
            new Mask.Rectangle(0.25, 0.25, 0.5, 0.5), new Mask.Ellipse(0.25, 0.25, 0.5, 0.5), new Mask.Border());

    static void requireBox(double left, double top, double width, double height) {
        Range.between(-MOST, MOST).require("left", left);
        Range.between(-MOST, MOST).require("top", top);
        new Range(0, true, MOST).require("width", width);
        new Range(0, true, MOST).require("height", height);
    }

    @Override
    public String write(Mask mask) {
        return mask instanceof Mask.Picture picture ? picture.source().toString() : shapes.write(mask);
    }

    @Override
    public Mask read(String text) {
        return SHAPE.matcher(text).matches()
                ? shapes.read(text)
                : new Mask.Picture(ImageSource.FORM.read(text.strip()));
    }

    @Override
    public String allowed() {
        return shapes.allowed() + ", or the path of a picture that is white there";
    }

    @Override
    public String example() {
        return "mask.png";
    }
}
