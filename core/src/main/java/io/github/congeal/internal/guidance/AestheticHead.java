package io.github.congeal.internal.guidance;

import java.util.function.IntToDoubleFunction;

/**
 * A linear head that scores embeddings; see {@link io.github.congeal.control.Regularizer.Aesthetic}.
 *
 * @param weights the weights of the elements of an embedding of length 1, {@code [width]}
 * @param bias added to the weighted sum
 * @param weight the weight of the score in the loss after a number of steps
 */
@SuppressWarnings("ArrayRecordComponent") // a device recognises a constant by its array's identity
public record AestheticHead(float[] weights, float bias, IntToDoubleFunction weight) {}
