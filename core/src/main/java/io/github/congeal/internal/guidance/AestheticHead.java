package io.github.congeal.internal.guidance;

import java.util.function.IntToDoubleFunction;

/**
 * See {@link io.github.congeal.control.Regularizer.Aesthetic}.
 *
 * @param weights of the normalised embedding's numbers
 * @param bias what is added
 * @param weight how much the score counts, by the number of steps that were taken before
 */
@SuppressWarnings("ArrayRecordComponent") // known again by being the very same array
public record AestheticHead(float[] weights, float bias, IntToDoubleFunction weight) {}
