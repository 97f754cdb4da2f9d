package io.github.congeal.internal.clip;

/**
 * What neither the names nor the shapes of a CLIP's tensors tell.
 *
 * @param activation of the transformers' blocks
 * @param imageHeadWidth how many channels a head of attention has in the image tower
 * @param textHeadWidth the same in the text tower
 * @param statistics of the pictures that it was trained on
 */
public record ClipConfiguration(
        Activation activation, int imageHeadWidth, int textHeadWidth, PictureStatistics statistics) {
    /** The width of a head in all but a few models. */
    static final int USUAL_HEAD_WIDTH = 64;

    /** The configuration of OpenAI's models. */
    public static final ClipConfiguration OPENAI =
            new ClipConfiguration(Activation.QUICK_GELU, USUAL_HEAD_WIDTH, USUAL_HEAD_WIDTH, PictureStatistics.OPENAI);

    /** The same configuration with another activation. */
    public ClipConfiguration with(Activation other) {
        return new ClipConfiguration(other, imageHeadWidth, textHeadWidth, statistics);
    }
}
