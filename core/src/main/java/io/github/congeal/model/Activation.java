package io.github.congeal.model;

/**
 * The function between the two linear maps of a block of CLIP's transformers. The weights do not tell which one a model
 * was trained with; with the wrong one its embeddings are poor.
 */
public enum Activation {
    /**
     * {@code x * sigmoid(1.702 x)}: used by all of OpenAI's models, and by those of open_clip whose name ends in {@code
     * -quickgelu}.
     */
    QUICK_GELU,
    /** The exact GELU: nearly all other models of open_clip, such as LAION's. */
    GELU
}
