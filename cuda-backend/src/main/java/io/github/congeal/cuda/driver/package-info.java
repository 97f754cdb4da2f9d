/**
 * NVIDIA's driver, called through JNA: one GPU's context with its memory, its kernels and their launches. Nothing here
 * knows what is computed. Not part of the public API: it may change at any time.
 */
@NullMarked
package io.github.congeal.cuda.driver;

import org.jspecify.annotations.NullMarked;
