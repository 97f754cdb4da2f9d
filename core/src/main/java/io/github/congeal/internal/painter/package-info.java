/**
 * The painter: a small network that paints at once what CLIP makes of some words, blurred and wrong in its details, for
 * a run to begin with.
 */
@NullMarked
package io.github.congeal.internal.painter;

import org.jspecify.annotations.NullMarked;
