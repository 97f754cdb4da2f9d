/**
 * Model files as named tensors. Nothing in a file is ever executed, and every bound in it is checked before it is
 * followed.
 */
@NullMarked
package io.github.congeal.internal.checkpoint;

import org.jspecify.annotations.NullMarked;
