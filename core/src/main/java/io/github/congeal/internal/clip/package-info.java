/**
 * CLIP (Radford et al. 2021): a tower that embeds pictures, a tower that embeds texts, and the tokenizer of the latter. A
 * text and a picture are similar if the angle between their embeddings is small.
 */
@NullMarked
package io.github.congeal.internal.clip;

import org.jspecify.annotations.NullMarked;
