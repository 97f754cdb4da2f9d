/**
 * The painter: a small network that reads some words and paints at once what they mean, blurred and wrong in its
 * details, for a run to begin with.
 */
@NullMarked
package io.github.congeal.internal.painter;

import org.jspecify.annotations.NullMarked;
