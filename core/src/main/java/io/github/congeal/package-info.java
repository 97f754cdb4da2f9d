/**
 * Generates pictures from text and images: describe one with {@link io.github.congeal.Generation}, and each
 * optimisation step hands back a {@link io.github.congeal.Frame}.
 */
@NullMarked
package io.github.congeal;

import org.jspecify.annotations.NullMarked;
