/**
 * How the published models name and lay out their tensors: each scheme translates to the names that the layers ask for,
 * those of taming-transformers for a VQGAN and OpenAI's for a CLIP.
 *
 * <p>A new scheme is one class, a {@link Naming}, and one line in {@link Family}.
 */
@NullMarked
package io.github.congeal.internal.naming;

import org.jspecify.annotations.NullMarked;
