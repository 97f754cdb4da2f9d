/**
 * Layers over frozen weights: a forward pass and the gradient with respect to the input, never to the weights.
 *
 * <p>A layer is immutable and shared by all runs; what a run must keep between its passes goes on the run's tape.
 */
@NullMarked
package io.github.congeal.internal.nn;

import org.jspecify.annotations.NullMarked;
