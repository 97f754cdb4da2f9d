package io.github.congeal.internal.sketcher;

import io.github.congeal.CheckpointException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A sketcher with its book: turns a prompt into a {@link Condition}. Each object of the prompt is looked up in the
 * book, as in kNN-Diffusion (Sheynin et al. 2022), and the drawings are laid out as the prompt arranges the objects.
 */
public final class BookSketcher {
    /**
     * Subtracted from a likeness, and the factor after that, to give it the magnitude of the sketcher's other inputs.
     */
    private static final float USUAL_LIKENESS = 0.7f;

    private static final float LIKENESS_FACTOR = 8;

    private final Sketcher sketcher;
    private final Reader reader;
    private final Supplier<Book> source;
    private @Nullable Book book;

    /**
     * Combines a sketcher, a reader and a book.
     *
     * @param sketcher the network that draws
     * @param reader the network that reads prompts
     * @param book the drawings that prompts are looked up in
     * @throws CheckpointException if the book does not match the sketcher
     * @throws IllegalArgumentException if the reader is not one for the sketcher
     */
    public BookSketcher(Sketcher sketcher, Reader reader, Book book) {
        this(sketcher, reader, () -> book);
        book();
    }

    /**
     * Combines a sketcher and a reader with a book that is read when something is first looked up.
     *
     * @param source reads the book, and the weights of sketcher and reader if they were left for later; called until it
     *     has succeeded once
     * @throws IllegalArgumentException if the reader is not one for the sketcher
     */
    public BookSketcher(Sketcher sketcher, Reader reader, Supplier<Book> source) {
        this.sketcher = sketcher;
        this.reader = reader;
        this.source = source;
        SketcherArchitecture sizes = sketcher.architecture();
        if (reader.meaningWidth() != sizes.meaningWidth()
                || reader.wordWidth() != sizes.wordWidth()
                || sizes.neighbours() != Neighbours.COUNT) {
            throw new IllegalArgumentException(
                    ("the sketcher needs text embeddings of %s numbers, word embeddings of %s and %s neighbours,"
                                    + " but is given %s, %s and %s")
                            .formatted(
                                    sizes.meaningWidth(),
                                    sizes.wordWidth(),
                                    sizes.neighbours(),
                                    reader.meaningWidth(),
                                    reader.wordWidth(),
                                    Neighbours.COUNT));
        }
    }

    /** The network that draws. */
    public Sketcher sketcher() {
        return sketcher;
    }

    /** The network that reads prompts. */
    public Reader reader() {
        return reader;
    }

    /**
     * The drawings that prompts are looked up in.
     *
     * @throws CheckpointException if it cannot be read, or does not match the sketcher
     */
    public synchronized Book book() {
        Book read = book;
        if (read == null) {
            read = source.get();
            read.requireSuits(sketcher.architecture());
            book = read;
        }
        return read;
    }

    /**
     * What was found for an object of a prompt.
     *
     * @param neighbours the nearest drawings
     * @param style the style to draw in: the wanted one, or another in which the book has a much nearer drawing
     */
    private record Found(Neighbours neighbours, int style) {}

    /**
     * The sketcher's inputs for a prompt. Of the neighbours' codes it is given only those of the nearest drawings, laid
     * out as the prompt asks; the objects of the other neighbours are at other positions, or look different.
     *
     * @param style the index of the wanted style, 0 for any; an object of which another style has a much nearer drawing
     *     is drawn in that style
     * @param variation the random choices in which this picture differs from others of the same prompt
     * @param codec the VQGAN that the book's codes belong to
     */
    public Condition condition(String prompt, int style, Variation variation, Codec codec) {
        Composition composition = Composition.of(prompt);
        List<Found> found = composition.things().stream()
                .map(thing -> find(thing.phrase(), style, variation.choice()))
                .toList();
        SketcherArchitecture sizes = sketcher.architecture();
        float[] meaning = reader.read(List.of(prompt))[0];
        float scale = (float) Math.sqrt(meaning.length);
        for (int i = 0; i < meaning.length; i++) {
            meaning[i] *= scale;
        }
        int[][] near = new int[Neighbours.COUNT][];
        Arrays.setAll(near, i -> new int[sizes.places()]);
        for (int[] unseen : near) {
            Arrays.fill(unseen, Sketch.UNDECIDED);
        }
        near[0] = layout(prompt, composition, found, variation, codec);
        return new Condition(
                found.get(0).style(),
                composition.arrangement(),
                meaning,
                reader.words(prompt, sizes.words()),
                near,
                keys(found));
    }

    /**
     * The codes of the nearest drawings, with the colours, the positions and the background that the prompt asks for.
     */
    private int[] layout(String prompt, Composition composition, List<Found> found, Variation variation, Codec codec) {
        List<Layout.Cutting> cuttings = new ArrayList<>();
        boolean lettered = false;
        int side = sketcher.side();
        for (int i = 0; i < found.size(); i++) {
            int entry = found.get(i).neighbours().entries()[0];
            String name = book().drawings().get(entry).name();
            float[] picture = codec.decode(book().codes(entry));
            side = (int) Math.round(Math.sqrt(picture.length / 3.0));
            cuttings.add(new Layout(side).cut(picture, composition.things().get(i), name));
            lettered |= Arrays.stream(name.split(" ")).anyMatch(Vocabulary.LETTERED::contains);
        }
        Optional<Place> place = Place.of(prompt);
        Ground ground = Ground.paint(prompt)
                .map(paint -> Ground.shaded(paint.rgb(), paint.rgb()))
                .or(() -> place.map(one -> one.ground(variation.scenery())))
                .orElse(variation.ground());
        List<Spot> spots = composition.spots(variation, place);
        boolean mirrored = variation.mirrored() && !lettered;
        if (spots.equals(Composition.ALONE)
                && ground == Ground.WHITE
                && !mirrored
                && !cuttings.get(0).recoloured()) {
            return book().codes(found.get(0).neighbours().entries()[0]);
        }
        float[] canvas = ground.picture(side);
        new Layout(side).paint(cuttings, spots, mirrored, canvas);
        return codec.encode(canvas);
    }

    /**
     * The drawings that {@link #condition} uses: for each object of the prompt its neighbours, the chosen one first.
     */
    public List<List<Drawing>> nearest(String prompt, int style, IntUnaryOperator choice) {
        return Composition.of(prompt).things().stream()
                .map(thing -> Arrays.stream(
                                find(thing.phrase(), style, choice).neighbours().entries())
                        .mapToObj(book().drawings()::get)
                        .toList())
                .toList();
    }

    private Found find(String thing, int wanted, IntUnaryOperator choice) {
        float[] likeness = book().likeness(thing);
        Neighbours nearest = book().nearest(likeness, wanted, count -> 0);
        int style = nearest.isBetterInAnotherStyle()
                ? book().drawings().get(nearest.entries()[Neighbours.COUNT - 1]).style()
                : wanted;
        return new Found(book().nearest(likeness, style, choice), style);
    }

    /** For each neighbour the embedding of its name and its likeness, averaged over the objects of the prompt. */
    private float[] keys(List<Found> found) {
        int width = sketcher.architecture().keyWidth();
        float[] keys = new float[Neighbours.COUNT * width];
        for (Found thing : found) {
            for (int n = 0; n < Neighbours.COUNT; n++) {
                float[] meaning = book().meaning(thing.neighbours().entries()[n]);
                float scale = (float) Math.sqrt(meaning.length) / found.size();
                for (int i = 0; i < meaning.length; i++) {
                    keys[n * width + i] += scale * meaning[i];
                }
                keys[(n + 1) * width - 1] +=
                        (thing.neighbours().likeness()[n] - USUAL_LIKENESS) * LIKENESS_FACTOR / found.size();
            }
        }
        return keys;
    }
}
