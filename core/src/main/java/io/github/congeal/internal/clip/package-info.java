/**
 * CLIP (Radford et al. 2021): a tower that embeds pictures, a tower that embeds texts, and the tokenizer in front of
 * the latter. A text and a picture are similar if their embeddings point in the same direction.
 */
@NullMarked
package io.github.congeal.internal.clip;

import org.jspecify.annotations.NullMarked;
