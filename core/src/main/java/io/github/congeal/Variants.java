package io.github.congeal;

import io.github.congeal.model.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

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
     * @param text what the pictures should show, such as the prompt
     * @return the last frames, closest first; {@link Frame#generation()} has the seed
     * @throws IllegalArgumentException if the count is out of range
     */
    public List<Frame> best(int count, String text) {
        Objects.requireNonNull(text, "text");
        if (count < 1 || count > all.size()) {
            throw new IllegalArgumentException(
                    "the number of best ones was %s, but must be from 1 to %s".formatted(count, all.size()));
        }
        Texts looked = all.get(0).model().texts(List.of(text));
        List<Scored> scored = new ArrayList<>();
        for (Generation generation : all) {
            Frame last = generation.frames().last();
            scored.add(new Scored(last, looked.similarity(last.image())[0]));
        }
        return scored.stream()
                .sorted(Comparator.comparingDouble(Scored::similarity).reversed())
                .limit(count)
                .map(Scored::frame)
                .toList();
    }

    private record Scored(Frame frame, double similarity) {}
}
