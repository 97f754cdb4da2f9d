package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link CutoutKernels#sampleBackward}, composed of other operations.
 *
 * <p>It gathers instead of scattering, because ND4J scatters sequentially on a GPU. Each pixel of the source visits the
 * pixels of the result around the place to which the inverse map takes it, and adds the gradients of those that read
 * it. With {@link SamplePadding#BORDER}, places beyond the edge are read from the edge: the same is done for a margin of
 * pixels beyond the edge, whose gradients are then added to those of the edge.
 */
final class ComposedSampleGradient {
    /** The least margin beyond the edge, as a fraction of the side: enough for the usual augmentations. */
    private static final double USUAL_MARGIN = 0.3;

    /** Allowance for rounding when the margin and the reach of the search are computed, in pixels. */
    private static final double DOUBT = 1e-3;

    private final CutoutBatch batch;
    private final PixelPlaces pixelPlaces;
    private final Movements kernels;
    private final int size;
    private final double middle;
    private final SamplePadding padding;
    private final List<Homography> maps;

    ComposedSampleGradient(
            Movements kernels, Tensor gradient, List<@Nullable Homography> sources, SamplePadding padding) {
        this.kernels = kernels;
        this.batch = CutoutBatch.of(kernels, gradient);
        this.pixelPlaces = new PixelPlaces(batch);
        this.size = batch.size();
        this.middle = pixelPlaces.middle();
        this.padding = padding;
        this.maps = pixelPlaces.centred(sources);
    }

    void backward(Tensor gradient) {
        List<Homography> inverses = maps.stream().map(Homography::inverse).toList();
        int margin = padding == SamplePadding.BORDER ? margin() : 0;
        int side = size + 2 * margin;
        long points = (long) side * side;
        int reach = reach(inverses, margin);
        try (HomographyTable sources = new HomographyTable(batch, maps);
                Tensor x = batch.take(points);
                Tensor y = batch.take(points);
                Tensor framed = batch.take(3L * (size + 2) * (size + 2));
                Tensor sum = batch.take(3 * points)) {
            try (HomographyTable results = new HomographyTable(batch, inverses)) {
                results.map(
                        pixelPlaces.coordinates(true, margin), pixelPlaces.coordinates(false, margin), x, y, points);
            }
            nearest(x, reach);
            nearest(y, reach);
            kernels.surround(gradient, 1, framed.first(batch.count(), size + 2, size + 2, 3));
            kernels.fill(sum, 0);
            for (int dy = -reach; dy <= reach; dy++) {
                for (int dx = -reach; dx <= reach; dx++) {
                    addReaders(sources, framed, x, dx, y, dy, margin, sum);
                }
            }
            fold(sum, margin, batch.rows(gradient));
        }
    }

    /** Rounds to the nearest pixel, and clamps to where the search can still reach the cutout. */
    private void nearest(Tensor points, int reach) {
        kernels.scaleAndShift(points, 1, middle + 0.5);
        kernels.apply(Function.FLOOR, points, points);
        kernels.clamp(points, -reach - 2.0, size + reach + 1.0, points);
    }

    /** Adds the gradients of the pixels of the result at an offset (dx, dy) from the nearest ones. */
    private void addReaders(
            HomographyTable sources, Tensor framed, Tensor x, int dx, Tensor y, int dy, int margin, Tensor sum) {
        long points = x.dimension(1);
        try (Tensor column = batch.take(points);
                Tensor row = batch.take(points);
                Tensor weight = batch.take(points);
                Tensor other = batch.take(points)) {
            kernels.copy(x, column);
            kernels.scaleAndShift(column, 1, dx - middle);
            kernels.copy(y, row);
            kernels.scaleAndShift(row, 1, dy - middle);
            sources.map(column, row, weight, other, points);
            closeness(weight, pixelPlaces.coordinates(true, margin));
            closeness(other, pixelPlaces.coordinates(false, margin));
            kernels.multiplyElements(weight, other);
            toFrame(column);
            toFrame(row);
            pixelPlaces.addWeighed(framed, size + 2, column, row, weight, sum);
        }
    }

    /** The bilinear weight along one axis, {@code max(0, 1 - |place - other|)}, in place. */
    private void closeness(Tensor places, Tensor others) {
        kernels.combine(Pair.SUBTRACT, places, others, places);
        kernels.apply(Function.ABSOLUTE, places, places);
        kernels.scaleAndShift(places, -1, 1);
        kernels.relu(places);
    }

    /** Converts coordinates to pixel indices in cutouts with a frame of zeros, one pixel wide, around them. */
    private void toFrame(Tensor coordinates) {
        kernels.scaleAndShift(coordinates, 1, middle + 1);
        kernels.clamp(coordinates, 0, size + 1.0, coordinates);
    }

    /** Adds the gradients of the margin to those of the edge. */
    private void fold(Tensor sum, int margin, Tensor gradient) {
        if (margin == 0) {
            kernels.copy(sum, gradient);
            return;
        }
        long n = batch.count();
        long side = size + 2L * margin;
        Tensor edges = kernels.constant(
                List.of("fold", size, margin),
                i -> Math.min(Math.max(i / size - margin, 0), size - 1) == i % size ? 1 : 0,
                side,
                size);
        try (Tensor apart = batch.take(3 * side * side);
                Tensor folded = batch.take(3 * side * size);
                Tensor turned = batch.take(3 * side * size);
                Tensor small = batch.take(batch.length())) {
            kernels.permute(sum.first(n, side, side, 3), apart.first(n, 3, side, side), 0, 3, 1, 2);
            kernels.multiply(apart.first(n * 3 * side, side), false, edges, false, folded.first(n * 3 * side, size));
            kernels.permute(folded.first(n * 3, side, size), turned.first(n * 3, size, side), 0, 2, 1);
            kernels.multiply(turned.first(n * 3 * size, side), false, edges, false, small.first(n * 3 * size, size));
            kernels.permute(small.first(n, 3, size, size), gradient.first(n, size, size, 3), 0, 3, 2, 1);
        }
    }

    /** How many pixels beyond the edge may be read, at most. */
    private int margin() {
        double farthest = 0;
        for (Homography map : maps) {
            for (double[] corner : corners(middle)) {
                double[] place = map.apply(corner[0], corner[1]);
                farthest = Math.max(farthest, Math.max(Math.abs(place[0]), Math.abs(place[1])) - middle);
            }
        }
        return (int) Math.max(Math.ceil(farthest + DOUBT) + 1, Math.ceil(USUAL_MARGIN * size) + 2);
    }

    /** How far from the nearest pixel of the result there can be others that read the same pixel of the source. */
    private int reach(List<Homography> inverses, int margin) {
        double farthest = 1;
        for (Homography inverse : inverses) {
            for (double[] corner : corners(middle + margin)) {
                double[] from = inverse.apply(corner[0], corner[1]);
                for (double[] step : corners(1)) {
                    double[] to = inverse.apply(corner[0] + step[0], corner[1] + step[1]);
                    farthest = Math.max(farthest, Math.abs(to[0] - from[0]));
                    farthest = Math.max(farthest, Math.abs(to[1] - from[1]));
                }
            }
        }
        return (int) Math.floor(farthest + 0.5 + DOUBT);
    }

    private static double[][] corners(double reach) {
        return new double[][] {{-reach, -reach}, {reach, -reach}, {-reach, reach}, {reach, reach}};
    }
}
