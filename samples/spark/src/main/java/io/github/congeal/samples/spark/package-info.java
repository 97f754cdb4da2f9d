/** Pictures on many machines: a table of prompts in, a table of pictures out. */
@NullMarked
package io.github.congeal.samples.spark;

import org.jspecify.annotations.NullMarked;
