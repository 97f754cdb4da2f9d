package io.github.congeal.model;

/**
 * The activation function between the two linear maps of each block of CLIP's transformers. The weights do not reveal
 * which one a model was trained with; the wrong one gives poor embeddings.
 */
public enum Activation {
    /**
     * {@code x * sigmoid(1.702 x)}: all of OpenAI's models, and those of open_clip whose names end in {@code
     * -quickgelu}.
     */
    QUICK_GELU,
    /** The exact GELU: nearly all other models of open_clip, such as LAION's. */
    GELU
}
