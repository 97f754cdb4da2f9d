/**
 * Arrays and the operations on them: tensors, the devices that hold them and compute on them, and what a run needs
 * besides.
 *
 * <p>Everything is float32 (float64 in gradient checks), row-major, channels last: {@code [N, H, W, C]}. This package
 * knows no device; {@code host} and {@code nd4j} are two, and the only packages that call ND4J.
 */
@NullMarked
package io.github.congeal.internal.tensor;

import org.jspecify.annotations.NullMarked;
