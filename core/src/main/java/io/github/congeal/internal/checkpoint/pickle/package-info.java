/**
 * Reads Python's pickles as plain data. A pickle is a program for a small stack machine, and Python's machine lets it call any
 * function; this one only builds the inert values of this package. Existing libraries are not used because they instantiate
 * classes that the pickle names, or share a registry in the whole JVM.
 */
@NullMarked
package io.github.congeal.internal.checkpoint.pickle;

import org.jspecify.annotations.NullMarked;
