/**
 * Tensors, the kernels that compute with them, the devices that both belong to, and the memory and tape of a run.
 *
 * <p>Tensors are float32 (float64 for the losses of prompts and in gradient checks), row-major, with channels last: {@code
 * [N, H, W, C]}. This package has no device of its own; the sub-packages {@code host} and {@code nd4j} have one each, and
 * are the only packages that call ND4J.
 */
@NullMarked
package io.github.congeal.internal.tensor;

import org.jspecify.annotations.NullMarked;
