package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Coordinates and indices of the pixels of a chunk of cutouts, for sampling by {@link Primitives#lookUp}.
 *
 * @param batch the chunk
 */
record PixelPlaces(CutoutBatch batch) {
    /** The middle of a cutout: coordinates relative to it are as exact as float32 allows. */
    double middle() {
        return (batch.size() - 1) / 2.0;
    }

    /** The maps in coordinates relative to the middle; the identity where a map is null. */
    List<Homography> centred(List<@Nullable Homography> maps) {
        Homography fromMiddle = Homography.scaleThenShift(1, middle());
        Homography toMiddle = fromMiddle.inverse();
        return maps.stream()
                .map(map -> map == null
                        ? Homography.scaleThenShift(1, 0)
                        : toMiddle.after(map).after(fromMiddle))
                .toList();
    }

    /** Coordinates of the pixels of a cutout with a margin, relative to the middle, {@code [1, points]}. */
    Tensor coordinates(boolean across, int margin) {
        int side = batch.size() + 2 * margin;
        return batch.kernels()
                .constant(
                        List.of("coordinates", across, batch.size(), margin),
                        i -> (across ? i % side : i / side) - margin - middle(),
                        1,
                        (long) side * side);
    }

    /**
     * Adds to each point the pixel at its coordinates, times its weight.
     *
     * @param pictures {@code [K, side * side * 3]}
     * @param x the column of each point's pixel, a whole number, {@code [K, points]}
     * @param y the row, likewise
     * @param weight {@code [K, points]}
     * @param result {@code [K, points * 3]}, added to
     */
    void addWeighed(Tensor pictures, int side, Tensor x, Tensor y, Tensor weight, Tensor result) {
        Movements kernels = batch.kernels();
        long points = x.dimension(1);
        long all = batch.count() * points;
        try (Tensor place = batch.take(points);
                Tensor whole = kernels.buffers().take(Precision.INDEX, all);
                Tensor found = batch.take(3 * points)) {
            // Indices in float32 are exact: CutoutBatch bounds the number of pixels.
            kernels.copy(y, place);
            kernels.scale(place, side);
            kernels.add(place, x);
            kernels.combine(Pair.ADD, place, firsts(side), place);
            kernels.copy(place.first(all), whole);
            kernels.lookUp(pictures.first((long) batch.count() * side * side, 3), whole, found.first(all, 3));
            kernels.multiplyColumns(found.first(all, 3), weight.first(all, 1));
            kernels.add(result, found);
        }
    }

    /** The index of the first pixel of each cutout, {@code [K, 1]}. */
    private Tensor firsts(int side) {
        return batch.kernels()
                .constant(List.of("firsts", side, batch.count()), k -> (double) k * side * side, batch.count(), 1);
    }
}
