/**
 * The settings of a picture, as values. A {@link io.github.congeal.control.Control} declares one setting, a {@link
 * io.github.congeal.control.Form} defines how its values are written, and {@link io.github.congeal.control.Settings}
 * hold the values of controls.
 */
@NullMarked
package io.github.congeal.control;

import org.jspecify.annotations.NullMarked;
