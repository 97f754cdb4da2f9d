package io.github.congeal.internal.sketcher;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.CheckpointFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A collection of drawings stored as codes, for retrieval by the embeddings of their names. */
public final class Book {
    /** The weight of the whole phrase in the likeness; the rest is that of its subject. */
    private static final float WHOLE = 0.25f;

    private static final int ANY_STYLE = 0;

    /** Drawings whose likeness is at most this much below the best count as nearly equal. */
    private static final float NEARLY = 0.02f;

    private static final int MOST_CHOICES = 8;
    private static final String CLIP_ART = "openclipart";

    private final String source;
    private final PackedCodes codes;
    private final List<Drawing> drawings;
    /** The indices of the texts of each drawing's name and keywords. */
    private final int[][] keys;

    private final List<String> texts;
    private final Relatives relatives;
    private final Reader reader;

    /** The embeddings of all texts, {@code [texts][meaningWidth]}; computed at the first lookup, to start faster. */
    private float @Nullable [][] meanings;

    private Book(CheckpointFile file, Reader reader) {
        BookFile content = new BookFile(file);
        String[] names = content.texts();
        this.source = file.source();
        this.codes = content.codes();
        this.keys = content.keys(codes.pictures(), names.length);
        this.drawings = List.copyOf(content.drawings(names, keys));
        this.relatives = content.relatives(names);
        this.texts = List.of(names);
        this.reader = reader;
    }

    /**
     * Loads a book.
     *
     * @param file may be closed afterwards
     * @param reader embeds the names of the drawings, and phrases
     * @throws CheckpointException if it is not a valid book
     */
    public static Book load(CheckpointFile file, Reader reader) {
        return new Book(file, reader);
    }

    /** Its drawings, by index. */
    public List<Drawing> drawings() {
        return drawings;
    }

    /** The codes of a drawing, in row-major order. */
    public int[] codes(int entry) {
        return codes.of(entry);
    }

    /** The embedding of a drawing's own name, of length 1. */
    float[] meaning(int entry) {
        return meanings()[keys[entry][0]];
    }

    private synchronized float[][] meanings() {
        if (meanings == null) {
            meanings = reader.read(texts);
        }
        return meanings;
    }

    /**
     * Checks that the book is compatible with a sketcher.
     *
     * @throws CheckpointException if its pictures are of another size, or the sketcher does not know its codes or
     *     styles
     */
    void requireSuits(SketcherArchitecture architecture) {
        if (codes.places() != architecture.places()) {
            throw new CheckpointException(
                    source,
                    "codes.lower",
                    "its pictures have %s codes, but the sketcher's %s"
                            .formatted(codes.places(), architecture.places()));
        }
        int beyond = codes.firstBeyond(architecture.codes());
        if (beyond >= 0) {
            throw new CheckpointException(
                    source,
                    "codes.lower",
                    "drawing %s has codes beyond the %s of the sketcher".formatted(beyond, architecture.codes()));
        }
        for (int i = 0; i < drawings.size(); i++) {
            int style = drawings.get(i).style();
            if (style == ANY_STYLE || style >= architecture.styles().size()) {
                throw new CheckpointException(
                        source,
                        "style",
                        "drawing %s is of style %s, but the sketcher knows 1 to %s"
                                .formatted(i, style, architecture.styles().size() - 1));
            }
        }
    }

    /**
     * The drawings that are nearest to a phrase. The likeness of a drawing is {@value #WHOLE} times the cosine of the
     * whole phrase plus the remaining weight times that of its subject, each with the best key of the drawing.
     *
     * @param style the wanted style, {@value #ANY_STYLE} for any
     * @param choice chooses the first among drawings of the wanted style that are nearly equal: from their number n to
     *     an index from 0 to below n, where 0 is the nearest. Clip art is chosen only if the nearest is clip art
     */
    Neighbours nearest(String phrase, int style, IntUnaryOperator choice) {
        return nearest(likeness(phrase), style, choice);
    }

    /**
     * As {@link #nearest(String, int, IntUnaryOperator)}, with a known likeness.
     *
     * @param likeness the likeness of each drawing to the phrase
     */
    Neighbours nearest(float[] likeness, int style, IntUnaryOperator choice) {
        int[] nearest = best(likeness, style, true, MOST_CHOICES);
        int[] others = style == ANY_STYLE ? nearest : best(likeness, style, false, 1);
        if (nearest.length == 0) {
            // The book has no drawing of this style.
            return new Neighbours(
                    new int[] {others[0], others[0], others[0]}, new float[] {-1, -1, likeness[others[0]]});
        }
        int[] own = chosen(nearest, likeness, choice);
        int[] entries = {own[0], own.length > 1 ? own[1] : own[0], others.length > 0 ? others[0] : own[0]};
        float[] found = new float[entries.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = likeness[entries[i]];
        }
        return new Neighbours(entries, found);
    }

    /** The same drawings, with the first one replaced by one that is nearly equal. */
    private int[] chosen(int[] nearest, float[] likeness, IntUnaryOperator choice) {
        boolean clipArt = isClipArt(nearest[0]);
        int[] equal = Arrays.stream(nearest)
                .filter(entry -> likeness[entry] >= likeness[nearest[0]] - NEARLY && (clipArt || !isClipArt(entry)))
                .toArray();
        int first = equal[choice.applyAsInt(equal.length)];
        return IntStream.concat(IntStream.of(first), Arrays.stream(nearest).filter(entry -> entry != first))
                .toArray();
    }

    /** Whether a drawing is clip art, whose style varies and which is therefore chosen only if it is the nearest. */
    private boolean isClipArt(int entry) {
        return drawings.get(entry).set().name().equals(CLIP_ART);
    }

    /** The likeness of each drawing to a phrase, at most 1. */
    float[] likeness(String phrase) {
        String said =
                relatives.of(Subject.of(phrase)).map(Vocabulary::withArticle).orElse(phrase);
        Subject subject = Subject.of(said);
        float[][] queries = reader.read(
                List.of(said, Vocabulary.withArticle(subject.whole()), Vocabulary.withArticle(subject.bare())));
        float[][] named = meanings();
        float[] whole = new float[named.length];
        float[] subjects = new float[named.length];
        for (int t = 0; t < named.length; t++) {
            whole[t] = cosine(queries[0], named[t]);
            subjects[t] = Math.max(cosine(queries[1], named[t]), cosine(queries[2], named[t]));
        }
        float[] likeness = new float[keys.length];
        for (int i = 0; i < likeness.length; i++) {
            likeness[i] = WHOLE * most(whole, keys[i]) + (1 - WHOLE) * most(subjects, keys[i]);
        }
        return likeness;
    }

    private static float most(float[] values, int... indices) {
        float most = Float.NEGATIVE_INFINITY;
        for (int index : indices) {
            most = Math.max(most, values[index]);
        }
        return most;
    }

    private static float cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return (float) sum;
    }

    /** The nearest drawings of a style, or of all other styles; of equally near ones the first. */
    private int[] best(float[] likeness, int style, boolean ofStyle, int count) {
        List<Integer> best = new ArrayList<>();
        for (int i = 0; i < likeness.length; i++) {
            if ((style == ANY_STYLE || drawings.get(i).style() == style) == ofStyle) {
                int at = best.size();
                while (at > 0 && likeness[i] > likeness[best.get(at - 1)]) {
                    at--;
                }
                best.add(at, i);
                if (best.size() > count) {
                    best.remove(count);
                }
            }
        }
        return best.stream().mapToInt(Integer::intValue).toArray();
    }
}
