/**
 * The engine on an NVIDIA GPU: a device of {@code internal.tensor} with Congeal's own kernels, whose source is in {@code
 * src/main/cuda}. Not part of the public API: it may change at any time.
 */
@NullMarked
package io.github.congeal.cuda.engine;

import org.jspecify.annotations.NullMarked;
