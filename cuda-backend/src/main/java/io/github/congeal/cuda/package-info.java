/**
 * The same program on an NVIDIA GPU: with this module on the class path the engine moves there, and {@link
 * io.github.congeal.cuda.CudaBackend#diagnose()} says in plain words what is in the way where it cannot.
 */
@NullMarked
package io.github.congeal.cuda;

import org.jspecify.annotations.NullMarked;
