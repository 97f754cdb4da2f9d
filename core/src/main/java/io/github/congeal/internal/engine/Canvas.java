package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.Saved;
import io.github.congeal.internal.tensor.Tensor;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * What is optimised: parameters that a picture is drawn from, with the backward pass from the picture's gradient to
 * theirs.
 */
public interface Canvas extends Saved {
    /**
     * Sets the parameters so that they draw a picture.
     *
     * @param picture {@code [H, W, 3]}, values 0..1
     * @param random random numbers, for a canvas that needs them
     */
    void begin(float[] picture, RandomGenerator random);

    /**
     * The same in mid-run, with a picture that is there already.
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
     * Puts places back to earlier parameters.
     *
     * @param earlier shaped as {@link #parameters()}, whose last dimension is a place's numbers
     * @param places for each place, row by row, whether it is put back
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
     * Moves places of earlier parameters a part of the way to others.
     *
     * @param earlier shaped as {@link #parameters()}, whose last dimension is a place's numbers
     * @param places for each place, row by row, whether it is moved
     * @param share of the way, of 0 to 1
     * @param others the numbers to which a place is moved; asked for of those alone
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

    /** The size of the pictures that it draws. */
    PictureSize size();

    /** What is optimised. */
    Tensor parameters();

    /**
     * Draws the picture of the current parameters.
     *
     * @param picture {@code [1, H, W, 3]}, overwritten with values 0..1
     * @param random random numbers of this step, for a canvas that needs them
     */
    void draw(Tensor picture, RandomGenerator random);

    /** Whether {@link #draw} draws at random, so that what is shown is what {@link #show} makes of the same parameters. */
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
     * The backward pass of the picture that was drawn last.
     *
     * @param pictureGradient {@code [1, H, W, 3]}; taken over
     * @param gradient shaped as the parameters; added to
     */
    void backward(Tensor pictureGradient, Tensor gradient);

    /** Brings parameters back into their valid range after an optimiser's step. */
    void settle();
}
