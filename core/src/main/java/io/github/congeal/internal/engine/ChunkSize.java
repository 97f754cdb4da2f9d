package io.github.congeal.internal.engine;

/** How many cutouts go through CLIP at once on a card; on the CPU {@link MemoryPlan} says. */
final class ChunkSize {
    /** A card has more to do at once the more it is given; not measured yet. */
    private static final int LARGEST_ON_A_CARD = 64;

    private static final int SMALLEST_ON_A_CARD = 8;

    private ChunkSize() {}

    /** The largest of some that fits. */
    static int onACard(Networks networks, Settings settings, long available) {
        int chunk = LARGEST_ON_A_CARD;
        while (chunk > SMALLEST_ON_A_CARD
                && MemoryNeed.bytes(networks, settings, Math.min(settings.cutouts(), chunk)) > available) {
            chunk /= 2;
        }
        return Math.min(settings.cutouts(), chunk);
    }
}
