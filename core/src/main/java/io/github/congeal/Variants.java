package io.github.congeal;

import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Story;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Viewer;
import io.github.congeal.internal.image.ImageFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Generations that differ only in their seeds: the first has the seed of the generation that they were made from, each
 * further one the next. Neighbouring seeds share no random numbers. Immutable and thread-safe.
 */
public final class Variants implements Iterable<Generation> {
    private static final int MOST = 10_000;

    private final List<Generation> all;

    Variants(Generation first, int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException(
                    "the number of variants was %s, but must be from 1 to %s".formatted(count, MOST));
        }
        // The sum may overflow: after the largest seed comes the smallest.
        all = LongStream.range(0, count)
                .mapToObj(number -> first.withSeed(first.seed() + number))
                .toList();
    }

    /** Returns all generations, in the order of their seeds. */
    public List<Generation> all() {
        return all;
    }

    /** Iterates over {@link #all()}. */
    @Override
    public Iterator<Generation> iterator() {
        return all.iterator();
    }

    /**
     * Makes all pictures, one after the other, and returns those that CLIP finds closest to a text. Takes as long as
     * all runs.
     *
     * @param count the number to return, from 1 to the number of generations
     * @param text what the pictures should show, such as the prompt; cut like a prompt if the generation truncates
     * @return the last frames, closest first; {@link Frame#generation()} has the seed
     * @throws IllegalArgumentException if the count is out of range
     * @throws PromptTooLongException if the text has more tokens than the model takes, and is not to be truncated
     */
    public List<Frame> best(int count, String text) {
        return best(count, List.of(Objects.requireNonNull(text, "text")), frame -> {});
    }

    /**
     * Like {@link #best(int, String)}, with the generation's own prompts as the texts: on average, CLIP finds the
     * returned pictures closest to them. Prompts with negative weights do not take part; of a story, only the last
     * chapter does, which the last frames should show.
     *
     * @throws IllegalArgumentException if the count is out of range, or there is no such prompt
     */
    public List<Frame> best(int count) {
        return best(count, frame -> {});
    }

    /**
     * Like {@link #best(int)}, with a look at each frame, to show how far the runs are.
     *
     * @param listener is given each frame of each run, in order
     */
    public List<Frame> best(int count, Consumer<Frame> listener) {
        return best(count, wanted(), Objects.requireNonNull(listener, "listener"));
    }

    private List<Frame> best(int count, List<String> texts, Consumer<Frame> listener) {
        if (count < 1 || count > all.size()) {
            throw new IllegalArgumentException(
                    "the number of best ones was %s, but must be from 1 to %s".formatted(count, all.size()));
        }
        if (texts.isEmpty()) {
            throw new IllegalArgumentException(
                    "there was no prompt for CLIP to compare the variants with: give one, or keep all variants");
        }
        Generation first = all.get(0);
        Viewer viewer = new Viewer(Networks.of(first.model()));
        List<float[]> looked = viewer.embed(texts, first.settings().get(Control.TRUNCATE));
        List<Scored> scored = new ArrayList<>();
        for (Generation generation : all) {
            Frame last = last(generation, listener);
            double[] cosines = viewer.cosines(viewer.embed(ImageFile.opaque(last.image())), looked);
            scored.add(new Scored(last, Arrays.stream(cosines).average().orElseThrow()));
        }
        return scored.stream()
                .sorted(Comparator.comparingDouble(Scored::similarity).reversed())
                .limit(count)
                .map(Scored::frame)
                .toList();
    }

    private static Frame last(Generation generation, Consumer<Frame> listener) {
        try (FrameIterator frames = generation.frames()) {
            Frame frame;
            do {
                frame = frames.next();
                listener.accept(frame);
            } while (frames.hasNext());
            return frame;
        }
    }

    /** Returns the texts of the prompts that the last frames should show. */
    private List<String> wanted() {
        Generation first = all.get(0);
        Stream<Prompt> ending = first.settings().find(Control.STORY).stream()
                .map(Story::chapters)
                .flatMap(chapters -> chapters.get(chapters.size() - 1).prompts().stream());
        return Stream.concat(first.prompts().stream(), ending)
                .filter(prompt -> prompt.weight().greatest() > 0)
                .map(Prompt::text)
                .toList();
    }

    private record Scored(Frame frame, double similarity) {}
}
