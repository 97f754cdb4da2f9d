package io.github.congeal.internal.tensor;

/**
 * A rectangle of a cutout that is painted over.
 *
 * @param left its left edge in pixels
 * @param top its top edge
 * @param width of the rectangle, which lies within the cutout
 * @param height of the rectangle
 * @param value what every channel becomes
 */
public record Erasure(int left, int top, int width, int height, float value) {}
