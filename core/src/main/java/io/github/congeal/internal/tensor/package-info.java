/**
 * Arrays and the operations on them: the only room that calls ND4J.
 *
 * <p>Everything here is float32 (float64 in gradient checks), row-major, channels last: {@code [N, H, W, C]}.
 */
@NullMarked
package io.github.congeal.internal.tensor;

import org.jspecify.annotations.NullMarked;
