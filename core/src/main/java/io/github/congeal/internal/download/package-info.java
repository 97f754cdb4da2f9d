/** Bringing large files over HTTP: resumed, verified, from the first mirror that has them. */
@NullMarked
package io.github.congeal.internal.download;

import org.jspecify.annotations.NullMarked;
