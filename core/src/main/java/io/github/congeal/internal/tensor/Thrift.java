package io.github.congeal.internal.tensor;

/**
 * How a device weighs memory against time when a run is planned.
 *
 * @param chunk how many cutouts go through CLIP at once if memory is no concern
 * @param worthHalfTheChunk the bytes that halving the chunk must save to be worth it even if memory is enough
 * @param worthLessThanHalf the bytes that each further halving must save
 * @param worthCheckpointing the bytes that gradient checkpointing of one more resolution must save
 */
public record Thrift(int chunk, long worthHalfTheChunk, long worthLessThanHalf, long worthCheckpointing) {}
