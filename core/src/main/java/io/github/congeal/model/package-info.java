/** The networks that make pictures: loading them, and what else they can do. */
@NullMarked
package io.github.congeal.model;

import org.jspecify.annotations.NullMarked;
