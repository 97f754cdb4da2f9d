package io.github.congeal.internal.vqgan;

/** How a VQGAN chooses a code for a vector of its encoder. */
public enum CodeChoice {
    /** The nearest code, as in taming-transformers, latent-diffusion and MaskGIT. */
    NEAREST,
    /** The code with the largest dot product, as in IBQ (Shi et al. 2024). */
    PRODUCT,
    /** The code with the largest cosine similarity; codes are normalised to length 1. As in LlamaGen (Sun et al. 2024). */
    DIRECTION,
    /** A code drawn with the probabilities of a projection, as in taming-transformers' Gumbel models. */
    DRAWN
}
