/**
 * Everything that can be set for a picture, as values. A {@link io.github.congeal.control.Control} declares one
 * setting, a {@link io.github.congeal.control.Form} says how its values are written, and {@link
 * io.github.congeal.control.Settings} hold values of controls.
 */
@NullMarked
package io.github.congeal.control;

import org.jspecify.annotations.NullMarked;
