package io.github.congeal.diagnostics;

import java.util.OptionalLong;

/**
 * The memory of a run.
 *
 * @param peakResidentBytes the largest resident memory of the process; empty where the system does not tell
 * @param bufferBytes the native arrays of the run
 * @param weightBytes the native arrays of the networks
 * @param estimatedBytes what the engine estimated before the run
 */
public record MemoryUse(OptionalLong peakResidentBytes, long bufferBytes, long weightBytes, long estimatedBytes) {}
