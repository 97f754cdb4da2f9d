/**
 * Reads model files as named tensors. No code in a file is executed, and every size and offset in it is checked before use.
 */
@NullMarked
package io.github.congeal.internal.checkpoint;

import org.jspecify.annotations.NullMarked;
