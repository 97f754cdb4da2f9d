/**
 * NVIDIA's driver, called through JNA: the context of a GPU with its memory, its kernels and their launches, independent of
 * what is computed. Not part of the public API: it may change at any time.
 */
@NullMarked
package io.github.congeal.cuda.driver;

import org.jspecify.annotations.NullMarked;
