/** Kernels of the CPU: loops in Java that do all of the work on a cutout while it is in the processor's cache. */
@NullMarked
package io.github.congeal.internal.tensor.host;

import org.jspecify.annotations.NullMarked;
