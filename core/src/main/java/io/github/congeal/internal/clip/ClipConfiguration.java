package io.github.congeal.internal.clip;

/**
 * What cannot be inferred from the names and shapes of a CLIP's tensors.
 *
 * @param activation the activation of the transformer blocks
 * @param imageHeadWidth the channels of an attention head in the image tower
 * @param textHeadWidth the channels of an attention head in the text tower
 * @param statistics the statistics that pictures are normalised by
 */
public record ClipConfiguration(
        Activation activation, int imageHeadWidth, int textHeadWidth, PictureStatistics statistics) {
    /** The channels of an attention head in all but a few models. */
    static final int USUAL_HEAD_WIDTH = 64;

    /** The configuration of OpenAI's models. */
    public static final ClipConfiguration OPENAI =
            new ClipConfiguration(Activation.QUICK_GELU, USUAL_HEAD_WIDTH, USUAL_HEAD_WIDTH, PictureStatistics.OPENAI);

    /** The same configuration with another activation. */
    public ClipConfiguration with(Activation other) {
        return new ClipConfiguration(other, imageHeadWidth, textHeadWidth, statistics);
    }
}
