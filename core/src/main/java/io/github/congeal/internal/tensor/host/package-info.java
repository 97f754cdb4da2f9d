/** The CPU: oneDNN through ND4J for products and convolutions, fused loops in Java for everything between them. */
@NullMarked
package io.github.congeal.internal.tensor.host;

import org.jspecify.annotations.NullMarked;
