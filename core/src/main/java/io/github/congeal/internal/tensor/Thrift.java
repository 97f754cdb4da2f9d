package io.github.congeal.internal.tensor;

/**
 * How a device weighs memory against time when a run is planned.
 *
 * @param chunk how many cutouts go through CLIP at once where nothing speaks against it
 * @param worthHalfTheChunk the bytes that half the chunk has to save to be chosen without need
 * @param worthLessThanHalf the bytes that each further halving has to save
 * @param worthCheckpointing the bytes that gradient checkpointing of one more resolution has to save
 */
public record Thrift(int chunk, long worthHalfTheChunk, long worthLessThanHalf, long worthCheckpointing) {}
