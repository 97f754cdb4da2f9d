/**
 * The VQGAN of "Taming Transformers for High-Resolution Image Synthesis" (Esser, Rombach and Ommer 2021): a picture as
 * a small grid of codes out of a codebook, and back.
 *
 * <p>Everything keeps the names of the published checkpoints, and every size is inferred from them.
 */
@NullMarked
package io.github.congeal.internal.vqgan;

import org.jspecify.annotations.NullMarked;
