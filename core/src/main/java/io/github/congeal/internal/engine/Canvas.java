package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.tensor.Saved;
import io.github.congeal.internal.tensor.Tensor;
import java.util.random.RandomGenerator;

/** What is optimised: parameters that draw a picture, and the way of the picture's gradient back to them. */
public interface Canvas extends Saved {
    /**
     * Puts a picture on it.
     *
     * @param picture {@code [H, W, 3]}, values 0..1
     * @param random for a canvas that draws on the way
     */
    void begin(float[] picture, RandomGenerator random);

    /** Puts a random picture on it, of the kind that its parameters make. */
    void beginAtRandom(RandomGenerator random);

    /** The size of the pictures that it draws. */
    PictureSize size();

    /** What is optimised. */
    Tensor parameters();

    /**
     * Draws the picture of the present parameters.
     *
     * @param picture {@code [1, H, W, 3]}, overwritten with values 0..1
     */
    void draw(Tensor picture);

    /**
     * Takes the gradient of the picture that was drawn last back to the parameters.
     *
     * @param pictureGradient {@code [1, H, W, 3]}; taken over
     * @param gradient shaped as the parameters; added to
     */
    void backward(Tensor pictureGradient, Tensor gradient);

    /** Brings parameters that an optimiser has moved back to where they make sense. */
    void settle();
}
