package io.github.congeal.video;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import java.awt.image.BufferedImage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Redraws a film frame by frame: {@code styled.add(styling.style(source.next()))}. Each frame of the source is both the
 * initial picture and a target of a short run. Where the source stands still, the run begins with the previous result
 * instead, so that it does not flicker. Only the previous source and result are kept between frames.
 *
 * <p>The generation provides everything else: the prompts, the size of the result, the number of steps per frame. All
 * frames have its seed and so the same cutouts. Not thread-safe.
 */
public final class Styling {
    /** A difference of this many of 255 levels, averaged over a block, is movement. */
    private static final double MOVEMENT = 24;

    private final Generation generation;
    private final double likeness;
    private final double carried;
    private @Nullable Pixels lastSource;
    private @Nullable Pixels lastResult;

    private Styling(Generation generation, double likeness, double carried) {
        this.generation = generation;
        this.likeness = likeness;
        this.carried = carried;
    }

    /** Returns a styling with likeness 1 that carries over 0.8. */
    public static Styling of(Generation generation) {
        return new Styling(Objects.requireNonNull(generation, "generation"), 1, 0.8);
    }

    /**
     * Returns a copy, before its first frame, with another likeness.
     *
     * @param weight how much the result should resemble its source, beside the prompts; from -1e9 to 1e9
     */
    public Styling likeness(double weight) {
        return new Styling(generation, weight, carried);
    }

    /**
     * Returns a copy, before its first frame, that carries over another part.
     *
     * @param part how much of the previous result a frame begins with where the source stands still, from 0 to 1; the
     *     rest is the source
     * @throws IllegalArgumentException if it is out of range
     */
    public Styling carried(double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("carried was %s, but must be from 0 to 1".formatted(part));
        }
        return new Styling(generation, likeness, part);
    }

    /**
     * Draws the next frame, which takes as long as a run.
     *
     * @param source a picture of any size; it is stretched to that of the generation
     * @return the last frame of the run
     */
    public Frame style(BufferedImage source) {
        Pixels now = Pixels.of(Objects.requireNonNull(source, "source"), generation.width(), generation.height());
        Generation run = generation.toBuilder()
                .seed(generation.seed())
                .initialImage(begin(now).toImage())
                .target(now.toImage(), likeness)
                .build();
        try (FrameIterator frames = run.frames()) {
            Frame frame = frames.next();
            while (frames.hasNext()) {
                frame = frames.next();
            }
            lastSource = now;
            lastResult = Pixels.of(frame.image(), now.width(), now.height());
            return frame;
        }
    }

    /** Returns the source, with the previous result where it stands still. */
    private Pixels begin(Pixels now) {
        Pixels source = lastSource;
        Pixels result = lastResult;
        return source == null || result == null
                ? now
                : new StillParts(source, now, MOVEMENT).blend(now, result, carried);
    }
}
