/** A web server: a page for people, and the APIs that other programs use. */
@NullMarked
package io.github.congeal.samples.server;

import org.jspecify.annotations.NullMarked;
