/**
 * Diagnostics, which use Congeal's internals: the {@linkplain io.github.congeal.diagnostics.Doctor doctor}
 * examines what a machine can compute with, the {@linkplain io.github.congeal.diagnostics.SelfTest self-test} checks
 * whether it computes correctly, and the {@linkplain io.github.congeal.diagnostics.Benchmark benchmark} measures time
 * and memory. A program that only makes pictures does not need this module.
 */
@NullMarked
package io.github.congeal.diagnostics;

import org.jspecify.annotations.NullMarked;
