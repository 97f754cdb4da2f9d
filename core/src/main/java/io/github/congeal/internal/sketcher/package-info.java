/**
 * The sketcher: a masked transformer that draws a picture's codes from a prompt and from the drawings of a book that are
 * nearest to it, in a few passes of which each decides more of them.
 */
@NullMarked
package io.github.congeal.internal.sketcher;

import org.jspecify.annotations.NullMarked;
