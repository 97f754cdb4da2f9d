package io.github.congeal.control;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A picture that the result should resemble, or avoid. Written as {@code sketch.png:0.5} or, with a stop, {@code
 * sketch.png:0.5:0.3}; without a number the weight is 1. Both may be schedules in brackets: {@code sketch.png:(0: 1 |
 * 50%: 0)}.
 *
 * <p>As in the notebooks, a target larger than the picture is shrunk to its area, in proportion. It is embedded once,
 * through as many cutouts as the picture has, with the same augmentations.
 *
 * @param source the picture
 * @param weight how much it counts beside prompts and other targets; negative to avoid it; from -1e9 to 1e9. It may
 *     change during the run
 * @param stop the distance at which cutouts are left alone, as for a {@link Prompt}; empty for no stop
 */
public record Target(ImageSource source, Schedule weight, Optional<Schedule> stop) implements Pictured<Target> {
    /** The written form. */
    public static final Form<Target> FORM = Form.of(
            Target::parse,
            Target::toString,
            "the path of a picture, with :WEIGHT or :WEIGHT:STOP behind it, each a number or a schedule in brackets",
            "sketch.png:0.5");

    /**
     * Creates a target.
     *
     * @throws IllegalArgumentException if the source is null, or a number is out of range
     */
    public Target {
        if (source == null) {
            throw new IllegalArgumentException("target was null, but must be a picture");
        }
        Range.WEIGHT.require("target's weight", weight);
        stop.ifPresent(distance -> Range.atLeast(0).require("target's stop", distance));
    }

    /** Creates a target with a constant weight and no stop. */
    public Target(ImageSource source, double weight) {
        this(source, Schedule.constant(weight), Optional.empty());
    }

    /** Returns a target for a picture in a file. */
    public static Target of(Path path, double weight) {
        return new Target(ImageSource.of(path), weight);
    }

    @Override
    public List<ImageSource> pictures() {
        return List.of(source);
    }

    @Override
    public Target with(UnaryOperator<ImageSource> reading) {
        return new Target(reading.apply(source), weight, stop);
    }

    /** Returns a copy with a weight that changes during the run. */
    public Target weight(Schedule counts) {
        return new Target(source, counts, stop);
    }

    /** Returns a copy with a stop. */
    public Target stop(Schedule distance) {
        return new Target(source, weight, Optional.of(Objects.requireNonNull(distance, "distance")));
    }

    // Not Files.exists, since on Windows Path.of refuses names with a colon.
    private static Target parse(String written) {
        WeightedText weighted = WeightedText.parse(written, text -> new File(text).exists());
        return new Target(ImageSource.FORM.read(weighted.text()), weighted.weight(), weighted.stop());
    }

    /** Returns the written form. */
    @Override
    public String toString() {
        return new WeightedText(source.toString(), weight, stop).write(text -> false);
    }
}
