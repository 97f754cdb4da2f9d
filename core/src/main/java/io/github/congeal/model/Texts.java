package io.github.congeal.model;

import io.github.congeal.internal.engine.Viewer;
import io.github.congeal.internal.image.ImageFile;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;

/**
 * Texts that a model has embedded, from {@link Model#texts}, to be compared with any number of pictures. Immutable and
 * thread-safe; usable as long as the model is open.
 */
public final class Texts {
    private final Viewer viewer;
    private final List<String> texts;
    private final List<float[]> embeddings;

    Texts(Viewer viewer, List<String> texts) {
        this.viewer = viewer;
        texts.forEach(text -> Objects.requireNonNull(text, "texts has null in it"));
        this.texts = List.copyOf(texts);
        this.embeddings = viewer.embed(this.texts, false);
    }

    /** Returns the texts, in the order in which they were given. */
    public List<String> all() {
        return texts;
    }

    /**
     * Returns CLIP's embedding of a text, with length 1.
     *
     * @param index the index of the text in {@link #all()}
     * @throws IndexOutOfBoundsException if there is no such text
     */
    public float[] embedding(int index) {
        return embeddings.get(index).clone();
    }

    /** Returns how similar a picture is to each text; see {@link Model#similarity}. */
    public double[] similarity(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return viewer.cosines(viewer.embed(ImageFile.opaque(image)), embeddings);
    }

    /** Returns how probable each text is; see {@link Model#probabilities}. */
    public double[] probabilities(BufferedImage image) {
        return viewer.softmax(similarity(image));
    }

    @Override
    public String toString() {
        return texts.toString();
    }
}
