/**
 * Computes on an NVIDIA GPU. With this module on the class path the engine uses the GPU; if it cannot, the log and the
 * doctor of {@code congeal-diagnostics} say why. There is no API to call.
 */
@NullMarked
package io.github.congeal.cuda;

import org.jspecify.annotations.NullMarked;
