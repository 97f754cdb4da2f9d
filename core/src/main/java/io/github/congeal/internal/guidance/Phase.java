package io.github.congeal.internal.guidance;

/** The phases of an iteration. Each begins when another ends, so together they cover the whole iteration. */
public enum Phase {
    /** From the gradient of the parameters to their next values, including clamping, camera motion and sketches. */
    OPTIMISER,
    /** From the latent to the nearest codes. */
    QUANTISE,
    /** From codes to a picture. */
    DECODE,
    /** From the picture to cutouts, and from their gradient to the picture's. */
    CUTOUTS,
    /** From cutouts to embeddings and the losses of the prompts. */
    CLIP_FORWARD,
    /** From the gradient of the losses to that of the cutouts. */
    CLIP_BACKWARD,
    /** The losses and gradients of regularisers and of the caller's own losses. */
    REGULARISERS,
    /** From the gradient of the picture to that of the latent. */
    DECODE_BACKWARD
}
