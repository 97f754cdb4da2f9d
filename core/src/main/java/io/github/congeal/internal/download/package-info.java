/** Downloads of large files over HTTP: resumed, verified, from the first mirror that works. */
@NullMarked
package io.github.congeal.internal.download;

import org.jspecify.annotations.NullMarked;
