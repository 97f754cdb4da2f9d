/** The CPU device: products and convolutions by ND4J with oneDNN, everything between them in fused Java loops. */
@NullMarked
package io.github.congeal.internal.tensor.host;

import org.jspecify.annotations.NullMarked;
