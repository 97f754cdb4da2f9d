package io.github.congeal.internal.sketcher;

import io.github.congeal.CheckpointException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A sketcher with its book: makes a {@link Condition} of a prompt. What the book has is looked up thing by thing, as in
 * kNN-Diffusion (Sheynin et al. 2022), and laid out as the things shall stand.
 *
 * @param sketcher draws
 * @param reader reads the prompts
 * @param book what is looked up in
 */
public record BookSketcher(Sketcher sketcher, Reader reader, Book book) {
    /** The numbers of a likeness are brought to the size of the others by these. */
    private static final float USUAL_LIKENESS = 0.7f;

    private static final float LIKENESS_FACTOR = 8;

    /**
     * Puts the three together.
     *
     * @throws CheckpointException if the book is not one for the sketcher
     * @throws IllegalArgumentException if the reader is not one for the sketcher
     */
    public BookSketcher {
        SketcherArchitecture sizes = sketcher.architecture();
        book.requireSuits(sizes);
        if (reader.meaningWidth() != sizes.meaningWidth()
                || reader.wordWidth() != sizes.wordWidth()
                || sizes.neighbours() != Neighbours.COUNT) {
            throw new IllegalArgumentException(
                    "the sketcher wants meanings of %d numbers, words of %d and %d neighbours, but gets %d, %d and %d"
                            .formatted(
                                    sizes.meaningWidth(),
                                    sizes.wordWidth(),
                                    sizes.neighbours(),
                                    reader.meaningWidth(),
                                    reader.wordWidth(),
                                    Neighbours.COUNT));
        }
    }

    /**
     * What was found for a thing of a prompt.
     *
     * @param neighbours in the book
     * @param style their style: the wanted one, or another that knows the thing much better
     */
    private record Found(Neighbours neighbours, int style) {}

    /**
     * What the sketcher is told of a prompt.
     *
     * @param style the number of the wanted style, 0 for any; a thing that another style knows much better is drawn in that
     * @param choice which of several drawings that are nearly equally near to a thing comes first: from their number to one
     *     of 0 up to it; {@code count -> 0} always takes the nearest
     * @param codec the VQGAN whose codes they are; asked only where several things stand
     */
    public Condition condition(String prompt, int style, IntUnaryOperator choice, Codec codec) {
        Composition composition = Composition.of(prompt);
        List<Found> found = composition.things().stream()
                .map(thing -> find(thing, style, choice))
                .toList();
        SketcherArchitecture sizes = sketcher.architecture();
        float[] meaning = reader.read(List.of(prompt))[0];
        float loudness = (float) Math.sqrt(meaning.length);
        for (int i = 0; i < meaning.length; i++) {
            meaning[i] *= loudness;
        }
        return new Condition(
                found.get(0).style(),
                composition.arrangement(),
                meaning,
                reader.words(prompt, sizes.words()),
                near(found, composition.spots(), codec),
                keys(found));
    }

    /** The drawings that {@link #condition} tells the sketcher of, thing by thing, the first of each first. */
    public List<List<Drawing>> nearest(String prompt, int style, IntUnaryOperator choice) {
        return Composition.of(prompt).things().stream()
                .map(thing -> Arrays.stream(
                                find(thing, style, choice).neighbours().entries())
                        .mapToObj(book.drawings()::get)
                        .toList())
                .toList();
    }

    private Found find(String thing, int wanted, IntUnaryOperator choice) {
        Neighbours nearest = book.nearest(thing, wanted, count -> 0);
        int style = nearest.isBetterInAnotherStyle()
                ? book.drawings().get(nearest.entries()[Neighbours.COUNT - 1]).style()
                : wanted;
        return new Found(book.nearest(thing, style, choice), style);
    }

    private int[][] near(List<Found> found, List<Spot> spots, Codec codec) {
        int[][] near = new int[Neighbours.COUNT][];
        Arrays.setAll(near, i -> {
            List<int[]> drawings = new ArrayList<>();
            for (Found thing : found) {
                drawings.add(book.codes(thing.neighbours().entries()[i]));
            }
            return spots.size() == 1 ? drawings.get(0) : new Layout(codec).codes(drawings, spots);
        });
        return near;
    }

    /** What the neighbours' names mean and how like they are, the mean of all things. */
    private float[] keys(List<Found> found) {
        int width = sketcher.architecture().keyWidth();
        float[] keys = new float[Neighbours.COUNT * width];
        for (Found thing : found) {
            for (int n = 0; n < Neighbours.COUNT; n++) {
                float[] meaning = book.meaning(thing.neighbours().entries()[n]);
                float loudness = (float) Math.sqrt(meaning.length) / found.size();
                for (int i = 0; i < meaning.length; i++) {
                    keys[n * width + i] += loudness * meaning[i];
                }
                keys[(n + 1) * width - 1] +=
                        (thing.neighbours().likeness()[n] - USUAL_LIKENESS) * LIKENESS_FACTOR / found.size();
            }
        }
        return keys;
    }
}
