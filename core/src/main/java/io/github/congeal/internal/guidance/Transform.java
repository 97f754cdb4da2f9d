package io.github.congeal.internal.guidance;

/**
 * One augmentation with its parameters drawn, for one cutout: a function from {@code [size, size, 3]} to {@code [size,
 * size, 3]} and its gradient. Immutable, so that the same cutout can be made again; several threads may use it at once.
 */
public interface Transform {
    /**
     * Applies it.
     *
     * @param in the cutout, {@code [size, size, 3]}; not changed
     * @param out the result, {@code [size, size, 3]}; another array, overwritten
     * @param size the cutout's side
     */
    void forward(float[] in, float[] out, int size);

    /**
     * The gradient with respect to the input.
     *
     * @param in what {@link #forward} was given if {@link #needsInput}, otherwise anything
     * @param outGradient the gradient with respect to the output, {@code [size, size, 3]}; may be overwritten
     * @param inGradient the gradient with respect to the input, {@code [size, size, 3]}; another array, overwritten
     * @param size the cutout's side
     */
    void backward(float[] in, float[] outGradient, float[] inGradient, int size);

    /** Whether the gradient depends on the input, which must then be kept until it is asked for. */
    default boolean needsInput() {
        return false;
    }

    /** What it must have in common with others so that they can be done together by one {@link #batch}. */
    default Object kind() {
        return getClass();
    }

    /**
     * Transforms of this kind as they are done to a chunk of cutouts where tensors live.
     *
     * @param stage all of this kind
     * @param batch what there is to know of the cutouts
     */
    default BatchTransform batch(Stage stage, CutoutBatch batch) {
        return new JavaTransforms(stage, batch);
    }
}
