package io.github.congeal.internal.tensor;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016) of the rows of {@code [rows, C]}, with gain and bias.
 *
 * @param epsilon added to the variance
 * @param gain {@code [C]}, never changed
 * @param bias {@code [C]}, never changed
 */
@SuppressWarnings("ArrayRecordComponent") // constants are cached by the arrays' identity
public record LayerNormalization(double epsilon, float[] gain, float[] bias) {}
