/**
 * CLIP (Radford et al. 2021): a tower that embeds pictures, a tower that embeds texts, and the tokenizer in front of
 * the latter. What a text says and what a picture shows are alike where their embeddings point the same way.
 */
@NullMarked
package io.github.congeal.internal.clip;

import org.jspecify.annotations.NullMarked;
