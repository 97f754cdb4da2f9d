/** JMH benchmarks of the operations that an iteration spends its time in, at the sizes that it has them in. */
@NullMarked
package io.github.congeal.benchmarks;

import org.jspecify.annotations.NullMarked;
