/**
 * The optimisation loop: a canvas draws a picture from its parameters, terms measure it, and an optimiser moves the
 * parameters against the gradient.
 */
@NullMarked
package io.github.congeal.internal.engine;

import org.jspecify.annotations.NullMarked;
