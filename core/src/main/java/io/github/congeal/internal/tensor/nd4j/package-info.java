/** A device that uses ND4J's operations only: on a GPU with nd4j-cuda, and on the CPU in tests. */
@NullMarked
package io.github.congeal.internal.tensor.nd4j;

import org.jspecify.annotations.NullMarked;
