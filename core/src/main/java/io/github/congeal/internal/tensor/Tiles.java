package io.github.congeal.internal.tensor;

/**
 * The fewest overlapping tiles of equal length that cover one direction, and the weights that blend them.
 *
 * @param count the number of tiles
 * @param length the length of each
 * @param whole the length that they cover
 */
public record Tiles(int count, int length, int whole) {
    /**
     * Tiles that cover a length.
     *
     * @param whole the length to cover
     * @param most the greatest length of a tile
     * @param overlap the least overlap of neighbours, below {@code most / 2}
     */
    public static Tiles covering(int whole, int most, int overlap) {
        if (whole <= most) {
            return new Tiles(1, whole, whole);
        }
        int step = most - overlap;
        int count = (whole - overlap + step - 1) / step;
        return new Tiles(count, (whole + (count - 1) * overlap + count - 1) / count, whole);
    }

    /** Where a tile begins. */
    public int begin(int tile) {
        return count == 1 ? 0 : (int) ((long) tile * (whole - length) / (count - 1));
    }

    /**
     * The blending weights of a tile, {@code [length * places]}, with {@code places} pixels for each unit of length.
     * The weights of all tiles add up to 1. Near an end that overlaps another tile the weight is 0, because the
     * surroundings are missing there, and it rises smoothly further inside.
     */
    public float[] weights(int tile, int places) {
        float[] weights = new float[length * places];
        for (int i = 0; i < weights.length; i++) {
            double at = begin(tile) + (i + 0.5) / places;
            weights[i] = (float) (comesIn(tile, at) - comesIn(tile + 1, at));
        }
        return weights;
    }

    /** The weight of a tile and those after it: rises from 0 to 1 over the middle half of the overlap with the one before. */
    private double comesIn(int tile, double at) {
        if (tile == 0) {
            return 1;
        }
        if (tile == count) {
            return 0;
        }
        double from = begin(tile);
        double overlap = begin(tile - 1) + length - from;
        double way = overlap == 0 ? (at < from ? 0 : 1) : Math.min(Math.max(2 * (at - from) / overlap - 0.5, 0), 1);
        return (1 - Math.cos(Math.PI * way)) / 2;
    }
}
