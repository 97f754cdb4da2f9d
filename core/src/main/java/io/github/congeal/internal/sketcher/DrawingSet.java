package io.github.congeal.internal.sketcher;

/**
 * A published set of drawings, some of which are in the book.
 *
 * @param name a short name
 * @param title its title and its makers
 * @param licence its licence
 */
public record DrawingSet(String name, String title, String licence) {}
