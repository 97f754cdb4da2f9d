package io.github.congeal.samples.server;

import io.github.congeal.Generation;
import io.github.congeal.control.Change;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.control.Story;
import java.util.List;

/**
 * The limits of one request.
 *
 * @param bodyBytes the most bytes of a request
 * @param pixels the most pixels of a picture
 * @param iterations the most steps
 * @param cutouts the most cutouts in a step
 * @param pictures the most pictures of one request
 * @param memoryBytes the most memory of a run, with the model
 */
public record Limits(int bodyBytes, int pixels, int iterations, int cutouts, int pictures, long memoryBytes) {
    private static final int MEGA = 1_000_000;

    /** The most prompts, and values of each other control that takes several. */
    private static final int VALUES = 64;

    /** The longest side of a JPEG of ImageIO, in which the server keeps frames for the page and for films. */
    private static final int SIDE = 65_500;

    /** Limits that suit one machine and a few users. */
    public static final Limits USUAL = new Limits(20 * MEGA, 1024 * 1024, 2000, 256, 10, Long.MAX_VALUE);

    /** Refuses settings beyond a limit, before anything is prepared for them. */
    void require(Settings settings) {
        if (settings.has(Control.SIZE)) {
            require(settings.get(Control.SIZE));
        }
        atMost(Control.ITERATIONS, settings, iterations);
        atMost(Control.CUTOUTS, settings, cutouts);
        for (Control<?> control : settings.controls()) {
            if (count(settings.get(control)) > VALUES) {
                throw refuse(
                        control, "had %s values".formatted(count(settings.get(control))), "have %s".formatted(VALUES));
            }
        }
        if (settings.has(Control.CHANGES)) {
            settings.get(Control.CHANGES).stream().map(Change::settings).forEach(this::require);
        }
    }

    private static int count(Object value) {
        if (value instanceof Story story) {
            return story.chapters().size();
        }
        return value instanceof List<?> several ? several.size() : 1;
    }

    private void require(Size size) {
        if ((long) size.width() * size.height() > pixels) {
            throw refuse(Control.SIZE, "was " + size, "have at most %s pixels".formatted(pixels));
        }
        if (Math.max(size.width(), size.height()) > SIDE) {
            throw refuse(Control.SIZE, "was " + size, "have sides of at most %s pixels".formatted(SIDE));
        }
    }

    private static void atMost(Control<Integer> control, Settings settings, int most) {
        if (settings.has(control) && settings.get(control) > most) {
            throw refuse(control, "was " + settings.get(control), "be at most " + most);
        }
    }

    private static Refusal refuse(Control<?> control, String was, String may) {
        return Refusal.of("%s %s, but may %s on this server".formatted(control.name(), was, may))
                .about(control.name());
    }

    /** Refuses a generation that needs too much memory. */
    void require(Generation generation) {
        require(generation.settings());
        if (generation.memoryNeeded() > memoryBytes) {
            throw Refusal.of(
                            "this picture takes %s MB of memory, but may take %s MB on this server: ask for a smaller one"
                                    .formatted(generation.memoryNeeded() / MEGA, memoryBytes / MEGA))
                    .about(Control.SIZE.name());
        }
    }
}
