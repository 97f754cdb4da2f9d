/** The CPU device: most products and convolutions by ND4J with oneDNN, most other operations in fused Java loops. */
@NullMarked
package io.github.congeal.internal.tensor.host;

import org.jspecify.annotations.NullMarked;
