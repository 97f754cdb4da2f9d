/**
 * What every device must compute: a naive device of plain loops, and the cases in which others are compared with it. Not
 * part of the public API: it may change at any time.
 */
@NullMarked
package io.github.congeal.diagnostics.contract;

import org.jspecify.annotations.NullMarked;
