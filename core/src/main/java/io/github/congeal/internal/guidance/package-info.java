/**
 * From a picture to its losses, and from the losses to the picture's gradient: cutouts, augmentations and the prompt
 * loss.
 *
 * <p>A drawn {@link io.github.congeal.internal.guidance.Cutout} is a window of the picture and a list of transforms,
 * each of one of six {@linkplain io.github.congeal.internal.guidance.Kind kinds}. All of them are values; the device
 * computes the pixels, in {@link io.github.congeal.internal.tensor.CutoutKernels}. Pictures and cutouts have their
 * channels innermost, red first; a picture's values lie in 0..1.
 *
 * <p>The flow of one step: a {@link io.github.congeal.internal.guidance.CutoutMethod} draws the cutouts,
 * {@link io.github.congeal.internal.guidance.PictureCutouts} makes their pixels, CLIP embeds them,
 * {@link io.github.congeal.internal.guidance.PromptLosses} compares the embeddings with the prompts, and the backward
 * pass runs through the same parts in reverse.
 */
@NullMarked
package io.github.congeal.internal.guidance;

import org.jspecify.annotations.NullMarked;
