package io.github.congeal.internal.guidance;

/**
 * One augmentation with its parameters drawn, for one cutout. Immutable.
 *
 * @param kind the kind of transform
 * @param parameters the parameters for this cutout
 * @param <P> the kind's parameters
 */
public record Transform<P>(Kind<P> kind, P parameters) {}
