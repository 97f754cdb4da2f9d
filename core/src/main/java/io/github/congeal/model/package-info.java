/** The networks that make pictures: finding and loading them, and using them for other purposes. */
@NullMarked
package io.github.congeal.model;

import org.jspecify.annotations.NullMarked;
