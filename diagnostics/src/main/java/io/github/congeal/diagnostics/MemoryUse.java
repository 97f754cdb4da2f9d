package io.github.congeal.diagnostics;

import java.util.OptionalLong;

/**
 * The memory of a run.
 *
 * @param peakResidentBytes the largest resident memory of the process; empty if the system does not report it
 * @param bufferBytes the size of the run's native arrays
 * @param weightBytes the size of the networks' native arrays
 * @param estimatedBytes the engine's estimate before the run
 */
public record MemoryUse(OptionalLong peakResidentBytes, long bufferBytes, long weightBytes, long estimatedBytes) {}
