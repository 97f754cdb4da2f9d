/** What every device must compute: a naive device of plain loops, and the cases that others are compared in. */
@NullMarked
package io.github.congeal.internal.tensor.contract;

import org.jspecify.annotations.NullMarked;
