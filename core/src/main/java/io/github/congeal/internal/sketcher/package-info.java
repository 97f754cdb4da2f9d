/**
 * The sketcher: a masked transformer that draws the codes of a picture in a few passes, given a prompt and the nearest drawings
 * of a book (retrieval augmentation).
 */
@NullMarked
package io.github.congeal.internal.sketcher;

import org.jspecify.annotations.NullMarked;
