/** The loop: latent, quantisation, decoding, guidance, optimiser; one step in, one picture with its loss out. */
@NullMarked
package io.github.congeal.internal.engine;

import org.jspecify.annotations.NullMarked;
