package io.github.congeal.samples;

import io.github.congeal.control.Form;
import io.github.congeal.control.Motion;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options for how the camera moves from one film frame to the next. Most may change: "0: 1 | 50%: 1.02". The
 * defaults in their descriptions are those of {@link #USUAL}.
 */
final class CameraOptions {
    /** The motion without any option. */
    static final Motion USUAL = Motion.zoom(1.01);

    @Option(
            names = "--zoom",
            paramLabel = "FACTOR",
            description =
                    "The factor by which each film frame enlarges the picture. This and all options up to --yaw may be a"
                            + " schedule: \"0: 1 | 50%%: 1.02\". Default: 1.01.")
    private @Nullable String zoom;

    @Option(names = "--x", paramLabel = "PIXELS", description = "The shift to the right per film frame, in pixels.")
    private @Nullable String x;

    @Option(names = "--y", paramLabel = "PIXELS", description = "The shift down per film frame, in pixels.")
    private @Nullable String y;

    @Option(names = "--turn", paramLabel = "DEGREES", description = "The clockwise turn per film frame, in degrees.")
    private @Nullable String turn;

    @Option(
            names = "--pitch",
            paramLabel = "DEGREES",
            description = "The angle by which the upper edge leans away, -45 to 45.")
    private @Nullable String pitch;

    @Option(
            names = "--yaw",
            paramLabel = "DEGREES",
            description = "The angle by which the right edge leans away, -45 to 45.")
    private @Nullable String yaw;

    @Option(names = "--steps", paramLabel = "N", description = "The number of steps for each film frame. Default: 5.")
    private @Nullable String steps;

    @Option(
            names = "--border",
            paramLabel = "WORD",
            description = "What comes in at the border: wrap, reflect or fill. Default: reflect.")
    private @Nullable String border;

    @Option(
            names = "--moved",
            paramLabel = "WORD",
            description = "What is moved: the picture, or the latent. Default: picture.")
    private @Nullable String moved;

    @Option(
            names = "--smoothing",
            paramLabel = "PART",
            description =
                    "The part of each film frame's latent that is kept in the next one, 0 up to 1; reduces flicker."
                            + " Default: 0.")
    private @Nullable String smoothing;

    /**
     * The motion.
     *
     * @param base what it is where no option says otherwise
     * @throws IllegalArgumentException if an option is out of range or cannot be read
     */
    Motion motion(Motion base) {
        StringJoiner written = new StringJoiner(", ", "motion(", ")");
        add(written, "zoom", zoom);
        add(written, "x", x);
        add(written, "y", y);
        add(written, "turn", turn);
        add(written, "pitch", pitch);
        add(written, "yaw", yaw);
        add(written, "every", steps);
        add(written, "border", border);
        add(written, "of", moved);
        add(written, "smoothing", smoothing);
        return Form.words(base).read(written.toString());
    }

    private static void add(StringJoiner written, String name, @Nullable String value) {
        if (value != null) {
            written.add(name + "=" + value);
        }
    }
}
