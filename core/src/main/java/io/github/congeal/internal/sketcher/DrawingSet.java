package io.github.congeal.internal.sketcher;

/**
 * A set of drawings that the book took some from.
 *
 * @param name a short name
 * @param title what its makers call it, and who they are
 * @param licence its licence
 */
public record DrawingSet(String name, String title, String licence) {}
