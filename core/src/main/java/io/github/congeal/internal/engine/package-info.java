/** The loop of the method: a canvas draws a picture, terms measure it, an optimiser moves the canvas's parameters. */
@NullMarked
package io.github.congeal.internal.engine;

import org.jspecify.annotations.NullMarked;
