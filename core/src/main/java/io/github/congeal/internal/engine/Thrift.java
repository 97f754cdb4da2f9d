package io.github.congeal.internal.engine;

/**
 * How dear memory is beside time where something is computed.
 *
 * @param chunk how many cutouts go through CLIP at once where nothing speaks against it
 * @param worthHalfTheChunk the bytes that half the chunk has to save to be chosen without need
 * @param worthLessThanHalf the bytes that each further halving has to save
 * @param worthCheckpointing the bytes that gradient checkpointing of one more resolution has to save
 */
record Thrift(int chunk, long worthHalfTheChunk, long worthLessThanHalf, long worthCheckpointing) {
    /**
     * On the CPU. Measured: larger chunks are no faster; half the chunk costs no time that can be told from noise, half
     * of that six per cent with ViT-L/14, and a resolution that is computed twice up to eight per cent.
     */
    static final Thrift HOST = new Thrift(16, 100_000_000, 1_200_000_000, 200_000_000);

    /** On a GPU, which has more to do at once the more it is given; nothing is spared without need. Not measured yet. */
    static final Thrift GPU = new Thrift(64, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
}
