/**
 * What turns a picture into a loss and the loss into a gradient on the picture: cutouts, their augmentations, and the
 * prompt loss.
 *
 * <p>Everything here is plain Java on {@code float[]}: one cutout fits a core's cache, and the maps involved are banded
 * or work pixel by pixel, so that dense matrix products would multiply mostly by zero. Pictures and cutouts are {@code
 * [height, width, 3]} with the channels innermost, red first; a picture's values lie in 0..1.
 *
 * <p>The flow of one step: a {@link io.github.congeal.internal.guidance.CutoutMethod} draws the {@link
 * io.github.congeal.internal.guidance.Cutout}s, {@link io.github.congeal.internal.guidance.Cutouts} makes their pixels,
 * CLIP embeds them, a {@link io.github.congeal.internal.guidance.PromptLoss} compares, and the gradient goes back the
 * same way.
 */
@NullMarked
package io.github.congeal.internal.guidance;

import org.jspecify.annotations.NullMarked;
