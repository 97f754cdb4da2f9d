/**
 * The same program on an NVIDIA GPU: with this module on the class path the engine uses it, and where it cannot, the log
 * and the doctor of {@code congeal-diagnostics} say why. It has no API to call.
 */
@NullMarked
package io.github.congeal.cuda;

import org.jspecify.annotations.NullMarked;
