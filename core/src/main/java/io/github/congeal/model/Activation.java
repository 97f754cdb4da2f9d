package io.github.congeal.model;

/**
 * The function between the two linear maps of a block of CLIP's transformers. It is not to be seen in the weights, and
 * with the wrong one a model sees and reads badly.
 */
public enum Activation {
    /** {@code x * sigmoid(1.702 x)}: all of OpenAI's models, and open_clip's whose name ends in {@code -quickgelu}. */
    QUICK_GELU,
    /** The exact GELU: nearly all other models of open_clip, such as LAION's. */
    GELU
}
