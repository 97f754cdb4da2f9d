/** A server: a page for people, and what programs of others speak. */
@NullMarked
package io.github.congeal.samples.server;

import org.jspecify.annotations.NullMarked;
