/**
 * The contract of devices: a naive device of plain loops, and the test cases in which other devices are compared with it. Not
 * part of the public API: it may change at any time.
 */
@NullMarked
package io.github.congeal.diagnostics.contract;

import org.jspecify.annotations.NullMarked;
