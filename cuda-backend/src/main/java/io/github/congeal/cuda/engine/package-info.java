/**
 * The engine on an NVIDIA GPU: a device of {@code internal.tensor} whose kernels are this project's own, one family of
 * them for each class here and each file in {@code src/main/cuda}. Not part of the public API: it may change at any time.
 */
@NullMarked
package io.github.congeal.cuda.engine;

import org.jspecify.annotations.NullMarked;
