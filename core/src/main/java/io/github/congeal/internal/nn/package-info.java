/**
 * Layers with frozen weights: a forward pass, and a backward pass that computes the gradient with respect to the input only.
 *
 * <p>A layer is immutable and shared by all runs. What a run must keep between the two passes is saved on its tape.
 */
@NullMarked
package io.github.congeal.internal.nn;

import org.jspecify.annotations.NullMarked;
