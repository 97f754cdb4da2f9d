package io.github.congeal.model;

import io.github.congeal.internal.engine.Viewer;
import io.github.congeal.internal.image.ImageFile;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;

/**
 * Texts that a model has read, from {@link Model#texts}: compared with any number of pictures without being read again.
 * Immutable, and shareable between threads; for as long as the model is open.
 */
public final class Texts {
    private final Viewer viewer;
    private final List<String> texts;
    private final List<float[]> embeddings;

    Texts(Viewer viewer, List<String> texts) {
        this.viewer = viewer;
        texts.forEach(text -> Objects.requireNonNull(text, "texts has null in it"));
        this.texts = List.copyOf(texts);
        this.embeddings = viewer.embed(this.texts);
    }

    /** The texts, in the order in which they were given. */
    public List<String> all() {
        return texts;
    }

    /**
     * CLIP's embedding of a text, of length 1.
     *
     * @param index its place among {@link #all()}
     * @throws IndexOutOfBoundsException if there is none
     */
    public float[] embedding(int index) {
        return embeddings.get(index).clone();
    }

    /** How similar a picture is to each text, as {@link Model#similarity} says. */
    public double[] similarity(BufferedImage image) {
        Objects.requireNonNull(image, "image");
        return viewer.cosines(viewer.embed(ImageFile.opaque(image)), embeddings);
    }

    /** How probable each text is, as {@link Model#probabilities} says. */
    public double[] probabilities(BufferedImage image) {
        return viewer.softmax(similarity(image));
    }

    @Override
    public String toString() {
        return texts.toString();
    }
}
