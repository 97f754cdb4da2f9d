package io.github.congeal.diagnostics;

/**
 * The cost of one phase of an iteration.
 *
 * @param phase the name of the phase in words, such as {@code decode backward}
 * @param seconds its duration; 0 if it did not happen
 * @param flops the floating-point operations that the published method needs for it, two for each multiply-add; 0 if
 *     they are not counted
 */
public record PhaseCost(String phase, double seconds, long flops) {}
