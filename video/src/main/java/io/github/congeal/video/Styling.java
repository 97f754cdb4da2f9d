package io.github.congeal.video;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import java.awt.image.BufferedImage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Draws films anew, frame by frame: {@code styled.add(styling.style(source.next()))}. Each frame of the source is what a
 * short run begins with, and also what its result should become like; where the source stands still, the last result goes
 * on instead, so that it does not flicker. Between two frames nothing is kept but these two pictures.
 *
 * <p>The generation says all else: the prompts, the size that frames are brought to, how many steps each of them takes. All
 * frames are made of its one seed, and so with the same cutouts. Not thread-safe.
 */
public final class Styling {
    /** A difference of so many of 255 levels, averaged over a block, is movement. */
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

    /** A styling with likeness 1 that carries 0.8 over. */
    public static Styling of(Generation generation) {
        return new Styling(Objects.requireNonNull(generation, "generation"), 1, 0.8);
    }

    /**
     * The same before its first frame, with another likeness.
     *
     * @param weight how much the result should become like its source, beside the prompts; from -1e9 to 1e9
     */
    public Styling likeness(double weight) {
        return new Styling(generation, weight, carried);
    }

    /**
     * The same before its first frame, carrying another part over.
     *
     * @param part how much of the last result a frame begins with where the source stands still, from 0 to 1; the rest is
     *     the source
     * @throws IllegalArgumentException if it is out of range
     */
    public Styling carried(double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("carried was %s, but must be from 0 to 1".formatted(part));
        }
        return new Styling(generation, likeness, part);
    }

    /**
     * Draws the next frame; takes as long as a run.
     *
     * @param source of any size; it is stretched to that of the generation
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

    /** The source, and where it stands still the last result. */
    private Pixels begin(Pixels now) {
        Pixels source = lastSource;
        Pixels result = lastResult;
        return source == null || result == null
                ? now
                : new StillParts(source, now, MOVEMENT).blend(now, result, carried);
    }
}
