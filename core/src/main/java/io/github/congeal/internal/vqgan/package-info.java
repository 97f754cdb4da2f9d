/**
 * The VQGAN of "Taming Transformers for High-Resolution Image Synthesis" (Esser, Rombach and Ommer 2021): an encoder from a
 * picture to a small grid of codes of a codebook, and a decoder back.
 *
 * <p>Tensors have the names of taming-transformers' checkpoints, and sizes are inferred from names and shapes.
 */
@NullMarked
package io.github.congeal.internal.vqgan;

import org.jspecify.annotations.NullMarked;
