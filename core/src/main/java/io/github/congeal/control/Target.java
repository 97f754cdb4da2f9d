package io.github.congeal.control;

import java.io.File;
import java.nio.file.Path;

/**
 * A picture that the result should resemble, or avoid. Written as {@code sketch.png:0.5}; without a number the weight
 * is 1.
 *
 * @param source the picture
 * @param weight how much it counts beside prompts and other targets; negative to avoid it; from -1e9 to 1e9
 */
public record Target(ImageSource source, double weight) {
    /** The written form. */
    public static final Form<Target> FORM =
            Form.of(Target::parse, Target::toString, "the path of a picture, with :WEIGHT behind it", "sketch.png:0.5");

    /**
     * Makes a target.
     *
     * @throws IllegalArgumentException if the source is null or the weight is not in its range
     */
    public Target {
        if (source == null) {
            throw new IllegalArgumentException("target was null, but must be a picture");
        }
        Range.WEIGHT.require("target's weight", weight);
    }

    /** A picture in a file. */
    public static Target of(Path path, double weight) {
        return new Target(ImageSource.of(path), weight);
    }

    /** Takes what follows the last colon for a weight only if it is a number: paths may have colons of their own. */
    // Not Files.exists, since on Windows Path.of refuses names with a colon.
    private static Target parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon > 0 && !new File(text).exists()) {
            try {
                return new Target(
                        ImageSource.FORM.read(text.substring(0, colon)), Double.parseDouble(text.substring(colon + 1)));
            } catch (NumberFormatException e) {
                // Then the colon belongs to the file's name.
            }
        }
        return new Target(ImageSource.FORM.read(text), 1);
    }

    /**
     * The target in its written form, always with a weight, because the file's name may end in a colon and a number.
     */
    @Override
    public String toString() {
        return source + ":" + Numbers.write(weight);
    }
}
