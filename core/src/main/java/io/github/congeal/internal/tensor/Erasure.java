package io.github.congeal.internal.tensor;

/**
 * A rectangle of a cutout, in pixels, that is filled with one value. It lies within the cutout.
 *
 * @param left its left edge
 * @param top its top edge
 * @param width its width
 * @param height its height
 * @param value the value of every channel inside
 */
public record Erasure(int left, int top, int width, int height, float value) {}
