package io.github.congeal.internal.vqgan;

/** How a VQGAN was taught to choose a code for what its encoder says of a place. */
public enum CodeChoice {
    /** The nearest code: taming-transformers, latent-diffusion, MaskGIT. */
    NEAREST,
    /** The code with the largest product: IBQ (Shi et al. 2024). */
    PRODUCT,
    /** The code in the most similar direction; all codes are brought to length 1: LlamaGen (Sun et al. 2024). */
    DIRECTION,
    /** One that is drawn, with the probabilities that a projection gives: Gumbel's. */
    DRAWN
}
