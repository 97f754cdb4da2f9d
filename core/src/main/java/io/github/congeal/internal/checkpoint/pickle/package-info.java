/**
 * Python's pickles as plain data. A pickle is a program for a small stack machine, and Python's own machine lets it call
 * any function: this one only ever builds the inert values of this package. It is written here, and not taken from a
 * library, because those instantiate classes that the pickle names, or keep a registry that the whole JVM shares.
 */
@NullMarked
package io.github.congeal.internal.checkpoint.pickle;

import org.jspecify.annotations.NullMarked;
