package io.github.congeal.samples;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a sheet shows. */
enum Sprites {
    /** Pictures of the same with this seed and the next ones. */
    VARIANTS {
        @Override
        List<BufferedImage> of(Generation generation, int count, Progress progress) {
            List<BufferedImage> sprites = new ArrayList<>();
            Generation next = generation;
            for (int i = 0; i < count; i++) {
                try (FrameIterator frames = next.frames()) {
                    sprites.add(progress.ofAll(frames).sprite());
                }
                next = next.toBuilder().build();
            }
            return sprites;
        }
    },
    /** How one picture comes to be, from its start to its end. */
    FRAMES {
        @Override
        List<BufferedImage> of(Generation generation, int count, Progress progress) {
            int last = generation.iterations();
            Moments shown = new Moments(IntStream.range(0, count)
                    .map(i -> count == 1 ? last : (int) ((long) i * last / (count - 1)))
                    .toArray());
            List<BufferedImage> sprites = new ArrayList<>();
            try (FrameIterator frames = generation.frames()) {
                while (frames.hasNext()) {
                    Frame frame = frames.next();
                    progress.reached(frame);
                    if (shown.include(frame)) {
                        sprites.add(frame.sprite());
                    }
                }
            }
            return sprites;
        }
    };

    /** No larger picture is read back. */
    private static final long MOST_PIXELS = 100_000_000;

    /**
     * Makes sure, before time is spent, that so many have room in one picture.
     *
     * @throws IllegalArgumentException if not, with how many have
     */
    static void requireRoom(Generation generation, int count) {
        long most = MOST_PIXELS / ((long) generation.width() * generation.height());
        if (count > most) {
            throw new IllegalArgumentException("--count was %s, but %s sprites of %sx%s are as many as one sheet holds"
                    .formatted(count, most, generation.width(), generation.height()));
        }
    }

    /** As many as that, or fewer frames if there are no more. */
    abstract List<BufferedImage> of(Generation generation, int count, Progress progress);
}
