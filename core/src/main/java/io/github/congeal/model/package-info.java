/**
 * The networks that make pictures: {@link io.github.congeal.model.Model} loads and uses them, {@link
 * io.github.congeal.model.ModelCache} downloads them.
 */
@NullMarked
package io.github.congeal.model;

import org.jspecify.annotations.NullMarked;
