package io.github.congeal.internal.guidance;

/**
 * One augmentation with its parameters drawn, for one cutout. Immutable.
 *
 * @param kind what is done
 * @param parameters how it is done to this cutout
 * @param <P> the kind's parameters
 */
public record Transform<P>(Kind<P> kind, P parameters) {}
