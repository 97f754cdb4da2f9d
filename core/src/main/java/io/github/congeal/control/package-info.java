/**
 * The words: everything that can be said of a picture, as values. A {@link io.github.congeal.control.Control} declares
 * one thing that can be said, a {@link io.github.congeal.control.Form} how it is written, and
 * {@link io.github.congeal.control.Settings} hold what was said.
 */
@NullMarked
package io.github.congeal.control;

import org.jspecify.annotations.NullMarked;
