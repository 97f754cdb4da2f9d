package io.github.congeal.video;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a film.
 *
 * @param rate the frames per second; if null, the rate follows from {@code length}
 * @param width the width of the film in pixels; 0, like the height, for that of the frames
 */
record VideoSettings(
        @Nullable Double rate,
        Duration length,
        int quantisation,
        int keyFrameInterval,
        int width,
        int height,
        boolean forthAndBack,
        Duration hold,
        int crossFade,
        Optional<Sound> sound,
        String title,
        String comment,
        FinishingListener listener) {
    /** The least rate in the notebook of 2021, in frames per second; the greatest follows. */
    private static final double SLOWEST = 10;

    private static final double FASTEST = 30;

    /** Returns the frames per second of a film of {@code frames} frames. */
    double rateOf(int frames) {
        if (rate != null) {
            return rate;
        }
        double fitting = frames * 1000.0 / length.toMillis();
        return Math.max(SLOWEST, Math.min(FASTEST, fitting));
    }
}
