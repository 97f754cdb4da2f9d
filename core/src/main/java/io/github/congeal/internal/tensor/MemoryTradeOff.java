package io.github.congeal.internal.tensor;

/**
 * How much memory a slower plan of a run must save to be chosen although a faster one would fit. A saving of
 * {@link Long#MAX_VALUE} means never: then memory is saved only where it is short.
 *
 * @param chunk how many cutouts go through CLIP at once if memory is no concern, at least 1
 * @param savingForHalfChunk the bytes that halving this chunk must save
 * @param savingForSmallerChunk the bytes that each further halving must save
 * @param savingForCheckpointing the bytes that gradient checkpointing of one more of the decoder's resolutions must save
 * @param costOfSparedBlocks the most bytes that a run may need in addition if some of the decoder's last blocks are spared
 *     gradient checkpointing
 */
public record MemoryTradeOff(
        int chunk,
        long savingForHalfChunk,
        long savingForSmallerChunk,
        long savingForCheckpointing,
        long costOfSparedBlocks) {}
