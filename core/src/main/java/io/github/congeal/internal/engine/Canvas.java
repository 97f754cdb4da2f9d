package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.Saved;
import io.github.congeal.internal.tensor.Tensor;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * The optimised parameters, and how a picture is drawn from them, with the backward pass from the gradient of the
 * picture to that of the parameters.
 */
public interface Canvas extends Saved {
    /**
     * Sets the parameters so that they draw a picture.
     *
     * @param picture {@code [H, W, 3]}, values 0..1, or outside of that range if noise was added
     * @param random random numbers, for a canvas that needs them
     */
    void begin(float[] picture, RandomGenerator random);

    /**
     * As {@link #begin}, in the middle of a run, with a picture that is on the device.
     *
     * @param picture {@code [1, H, W, 3]}, values 0..1; undefined afterwards
     * @param random random numbers, for a canvas that needs them
     */
    default void put(Tensor picture, RandomGenerator random) {
        begin(picture.toFloats(), random);
    }

    /** Sets the parameters at random. */
    void beginAtRandom(RandomGenerator random);

    /**
     * Resets some positions to stored parameters.
     *
     * @param earlier shaped as {@link #parameters()}, whose last dimension has the parameters of a position
     * @param places for each position, in row-major order, whether it is reset
     */
    default void restore(Tensor earlier, boolean[] places) {
        int width = Math.toIntExact(earlier.dimension(-1));
        float[] numbers = new float[width];
        for (int i = 0; i < places.length; i++) {
            if (places[i]) {
                earlier.read((long) i * width, numbers, 0, width);
                parameters().write((long) i * width, numbers, 0, width);
            }
        }
    }

    /**
     * Moves some positions of stored parameters towards others.
     *
     * @param earlier shaped as {@link #parameters()}, whose last dimension has the parameters of a position; changed in
     *     place
     * @param places for each position, in row-major order, whether it is moved
     * @param share the fraction of the distance, 0..1
     * @param others gives the parameters towards which a position is moved; called only for those positions
     */
    default void approach(Tensor earlier, boolean[] places, double share, IntFunction<float[]> others) {
        int width = Math.toIntExact(earlier.dimension(-1));
        float[] numbers = new float[width];
        for (int i = 0; i < places.length; i++) {
            if (places[i]) {
                float[] other = others.apply(i);
                earlier.read((long) i * width, numbers, 0, width);
                move(numbers, other, share);
                earlier.write((long) i * width, numbers, 0, width);
            }
        }
    }

    private static void move(float[] numbers, float[] others, double share) {
        for (int n = 0; n < numbers.length; n++) {
            numbers[n] += (float) (share * (others[n] - numbers[n]));
        }
    }

    /** The size of its pictures. */
    PictureSize size();

    /** The parameters that are optimised; their shape depends on the canvas. */
    Tensor parameters();

    /**
     * Draws the picture of the current parameters.
     *
     * @param picture {@code [1, H, W, 3]}, overwritten with values 0..1
     * @param random random numbers of this step, for a canvas that needs them
     */
    void draw(Tensor picture, RandomGenerator random);

    /** Whether {@link #draw} is random, so that frames are drawn by {@link #show} instead. */
    default boolean drawsAtRandom() {
        return false;
    }

    /**
     * Draws the picture of other parameters, between {@link #draw} and {@link #backward} or at any other time.
     *
     * @param parameters shaped as its own
     * @param picture {@code [1, H, W, 3]}, overwritten with values 0..1
     */
    void show(Tensor parameters, Tensor picture);

    /**
     * The backward pass of the last {@link #draw}.
     *
     * @param pictureGradient {@code [1, H, W, 3]}; taken over
     * @param gradient shaped as the parameters; added to
     */
    void backward(Tensor pictureGradient, Tensor gradient);

    /** Clamps the parameters to their valid range after a step of the optimiser. */
    void settle();
}
