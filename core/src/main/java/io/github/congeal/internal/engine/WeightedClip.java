package io.github.congeal.internal.engine;

import io.github.congeal.internal.clip.Clip;

/**
 * One of several CLIPs that measure the picture.
 *
 * @param clip the CLIP
 * @param weight the factor of its losses
 */
public record WeightedClip(Clip clip, double weight) {}
