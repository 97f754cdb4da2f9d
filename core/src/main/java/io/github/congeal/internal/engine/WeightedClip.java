package io.github.congeal.internal.engine;

import io.github.congeal.internal.clip.Clip;

/**
 * A CLIP that judges the picture beside others.
 *
 * @param clip compares pictures with words
 * @param weight how much its losses count, beside the others'
 */
public record WeightedClip(Clip clip, double weight) {}
