/**
 * The same program on an NVIDIA GPU: with this module on the class path the engine moves there, and says in plain words
 * what is wrong where it cannot. So far this package only reserves the place.
 */
@NullMarked
package io.github.congeal.cuda;

import org.jspecify.annotations.NullMarked;
