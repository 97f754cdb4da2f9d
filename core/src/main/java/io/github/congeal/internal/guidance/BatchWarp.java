package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntToDoubleFunction;

/**
 * {@link Warp} for a chunk of cutouts.
 *
 * <p>Nothing is scattered, for ND4J does that on a card one by one. Instead, each pixel of the source looks for those of
 * the result that were read from around it, near where the inverse map takes it. Where the edge is repeated, so that
 * they can be anywhere, it looks on behalf of the pixels beyond the edge as well, and their gradients are then added to
 * those of the edge.
 */
final class BatchWarp implements BatchTransform {
    /** How far beyond the edge is looked as a rule, as a part of the side: what the usual draws need. */
    private static final double USUAL_MARGIN = 0.3;

    /** For rounding, where it is counted how far pixels of the result can be from where they are looked for. */
    private static final double DOUBT = 1e-3;

    /** Coordinates, matrices and the like, by what they are, always the same arrays: they are brought to tensors once. */
    private static final Map<List<Object>, float[]> CONSTANTS = new ConcurrentHashMap<>();

    private final CutoutBatch batch;
    private final Kernels ops;
    private final int size;
    private final double middle;
    private final Warp.Padding padding;
    private final List<Homography> maps = new ArrayList<>();

    BatchWarp(Stage stage, CutoutBatch batch, Warp.Padding padding) {
        this.batch = batch;
        this.ops = batch.ops();
        this.size = batch.size();
        this.middle = (size - 1) / 2.0;
        this.padding = padding;
        for (Transform transform : stage.transforms()) {
            maps.add(transform == null ? Homography.scaleThenShift(1, 0) : ((Warp) transform).centred(size));
        }
    }

    @Override
    public void forward(Tensor pixels) {
        long points = batch.pixels();
        try (BatchHomographies sources = new BatchHomographies(batch, maps);
                Tensor x = batch.take(points);
                Tensor y = batch.take(points);
                Tensor result = batch.take(batch.numbers())) {
            sources.map(coordinates(true, 0), coordinates(false, 0), x, y, points);
            ops.fill(result, 0);
            try (Axis across = new Axis(x);
                    Axis down = new Axis(y)) {
                for (int dy = 0; dy < 2; dy++) {
                    for (int dx = 0; dx < 2; dx++) {
                        addNeighbours(pixels, across, dx, down, dy, result);
                    }
                }
            }
            ops.copy(result, pixels);
        }
    }

    private void addNeighbours(Tensor pixels, Axis across, int dx, Axis down, int dy, Tensor result) {
        try (Tensor weight = batch.take(batch.pixels())) {
            ops.multiplyElements(across.weights.get(dx), down.weights.get(dy), weight);
            addWeighed(pixels, size, across.places.get(dx), down.places.get(dy), weight, result);
        }
    }

    /**
     * Adds, for each point, the pixel at its place times its weight.
     *
     * @param pictures {@code [cutouts, side * side * 3]}
     * @param x column of each point's pixel, {@code [cutouts, points]}
     * @param y row
     * @param result {@code [cutouts, points * 3]}
     */
    private void addWeighed(Tensor pictures, int side, Tensor x, Tensor y, Tensor weight, Tensor result) {
        long points = x.dimension(1);
        long all = batch.count() * points;
        try (Tensor place = batch.take(points);
                Tensor whole = batch.tape()
                        .take(Precision.INDEX, batch.chunk() * points)
                        .first(all);
                Tensor found = batch.take(3 * points)) {
            // In float32: CardCutouts makes sure that it can count so far.
            ops.copy(y, place);
            ops.scale(place, side);
            ops.add(place, x);
            ops.combine(Pair.ADD, place, firsts(side), place);
            ops.copy(place.reshape(all), whole);
            ops.lookUp(pictures.reshape((long) batch.count() * side * side, 3), whole, found.reshape(all, 3));
            ops.multiplyColumns(found.reshape(all, 3), weight.reshape(all, 1));
            ops.add(result, found);
        }
    }

    /** The places of the first pixels of cutouts of some side. */
    private Tensor firsts(int side) {
        float[] values = constant(List.of("firsts", side, batch.chunk()), batch.chunk(), k -> (double) k * side * side);
        return ops.constant(values, batch.chunk(), 1).first(batch.count(), 1);
    }

    /** Coordinates of the pixels of a picture with a margin, counted from the middle, {@code [1, points]}. */
    private Tensor coordinates(boolean across, int margin) {
        int side = size + 2 * margin;
        float[] values = constant(
                List.of(across, size, margin), side * side, i -> (across ? i % side : i / side) - margin - middle);
        return ops.constant(values, 1, values.length);
    }

    private static float[] constant(List<Object> what, int length, IntToDoubleFunction value) {
        return CONSTANTS.computeIfAbsent(what, key -> {
            float[] values = new float[length];
            for (int i = 0; i < length; i++) {
                values[i] = (float) value.applyAsDouble(i);
            }
            return values;
        });
    }

    /** Along one axis, the two pixels around each point: where they are, and how much of each is read. */
    private final class Axis implements AutoCloseable {
        private final List<Tensor> places = new ArrayList<>();
        private final List<Tensor> weights = new ArrayList<>();

        /**
         * Finds them.
         *
         * @param points counted from the middle, {@code [cutouts, points]}; overwritten
         */
        Axis(Tensor points) {
            if (padding == Warp.Padding.BORDER) {
                ops.clamp(points, -middle, middle, points);
            }
            ops.scaleAndShift(points, 1, middle);
            try (Tensor before = batch.take(batch.pixels())) {
                ops.apply(Function.FLOOR, points, before);
                ops.combine(Pair.SUBTRACT, points, before, points);
                for (int d = 0; d < 2; d++) {
                    Tensor place = batch.take(batch.pixels());
                    Tensor weight = batch.take(batch.pixels());
                    // What lies outside counts for nothing: there, clamping changes the place.
                    ops.scaleAndShift(before, 1, d);
                    ops.clamp(before, 0, size - 1.0, place);
                    ops.combine(Pair.SUBTRACT, before, place, weight);
                    ops.apply(Function.ABSOLUTE, weight, weight);
                    ops.apply(Function.POSITIVE, weight, weight);
                    ops.scaleAndShift(weight, -1, 1);
                    if (d == 0) {
                        ops.scaleAndShift(points, -1, 1);
                    }
                    ops.multiplyElements(weight, points);
                    ops.scaleAndShift(points, -1, 1);
                    places.add(place);
                    weights.add(weight);
                }
            }
        }

        @Override
        public void close() {
            places.forEach(Tensor::close);
            weights.forEach(Tensor::close);
        }
    }

    @Override
    public void backward(Tensor gradient) {
        List<Homography> inverses = maps.stream().map(Homography::inverse).toList();
        int margin = padding == Warp.Padding.BORDER ? margin() : 0;
        int side = size + 2 * margin;
        long points = (long) side * side;
        int reach = reach(inverses, margin);
        try (BatchHomographies sources = new BatchHomographies(batch, maps);
                Tensor x = batch.take(points);
                Tensor y = batch.take(points);
                Tensor framed = batch.take(3L * (size + 2) * (size + 2));
                Tensor sum = batch.take(3 * points)) {
            try (BatchHomographies results = new BatchHomographies(batch, inverses)) {
                results.map(coordinates(true, margin), coordinates(false, margin), x, y, points);
            }
            nearest(x, reach);
            nearest(y, reach);
            ops.surround(
                    gradient.reshape(batch.count(), size, size, 3),
                    1,
                    framed.reshape(batch.count(), size + 2, size + 2, 3));
            ops.fill(sum, 0);
            for (int dy = -reach; dy <= reach; dy++) {
                for (int dx = -reach; dx <= reach; dx++) {
                    addReaders(sources, framed, x, dx, y, dy, margin, sum);
                }
            }
            fold(sum, margin, gradient);
        }
    }

    /** Rounds to the nearest pixel, not too far outside for anything to be found there. */
    private void nearest(Tensor points, int reach) {
        ops.scaleAndShift(points, 1, middle + 0.5);
        ops.apply(Function.FLOOR, points, points);
        ops.clamp(points, -reach - 2.0, size + reach + 1.0, points);
    }

    /** Adds the gradients of the pixels of the result that are so far from where they are looked for. */
    private void addReaders(
            BatchHomographies sources, Tensor framed, Tensor x, int dx, Tensor y, int dy, int margin, Tensor sum) {
        long points = x.dimension(1);
        try (Tensor column = batch.take(points);
                Tensor row = batch.take(points);
                Tensor weight = batch.take(points);
                Tensor other = batch.take(points)) {
            ops.copy(x, column);
            ops.scaleAndShift(column, 1, dx - middle);
            ops.copy(y, row);
            ops.scaleAndShift(row, 1, dy - middle);
            sources.map(column, row, weight, other, points);
            closeness(weight, coordinates(true, margin));
            closeness(other, coordinates(false, margin));
            ops.multiplyElements(weight, other);
            toFrame(column);
            toFrame(row);
            addWeighed(framed, size + 2, column, row, weight, sum);
        }
    }

    /** 1 where two are at the same place, falling to 0 where they are a pixel apart; in place. */
    private void closeness(Tensor places, Tensor others) {
        ops.combine(Pair.SUBTRACT, places, others, places);
        ops.apply(Function.ABSOLUTE, places, places);
        ops.scaleAndShift(places, -1, 1);
        ops.relu(places);
    }

    /** From coordinates to places in cutouts with a frame of zeros around them. */
    private void toFrame(Tensor coordinates) {
        ops.scaleAndShift(coordinates, 1, middle + 1);
        ops.clamp(coordinates, 0, size + 1.0, coordinates);
    }

    /** Adds what is beyond the edge to the edge. */
    private void fold(Tensor sum, int margin, Tensor gradient) {
        if (margin == 0) {
            ops.copy(sum, gradient);
            return;
        }
        long n = batch.count();
        long side = size + 2L * margin;
        float[] values = constant(List.of("fold", size, margin), (int) (side * size), i -> {
            int from = i / size - margin;
            return Math.min(Math.max(from, 0), size - 1) == i % size ? 1 : 0;
        });
        Tensor edges = ops.constant(values, side, size);
        try (Tensor apart = batch.take(3 * side * side);
                Tensor folded = batch.take(3 * side * size);
                Tensor turned = batch.take(3 * side * size);
                Tensor small = batch.take(batch.numbers())) {
            ops.permute(sum.reshape(n, side, side, 3), apart.reshape(n, 3, side, side), 0, 3, 1, 2);
            ops.multiply(apart.reshape(n * 3 * side, side), false, edges, false, folded.reshape(n * 3 * side, size));
            ops.permute(folded.reshape(n * 3, side, size), turned.reshape(n * 3, size, side), 0, 2, 1);
            ops.multiply(turned.reshape(n * 3 * size, side), false, edges, false, small.reshape(n * 3 * size, size));
            ops.permute(small.reshape(n, 3, size, size), gradient.reshape(n, size, size, 3), 0, 3, 2, 1);
        }
    }

    /** How many pixels beyond the edge are read from. */
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

    /** How far from the nearest pixel others can have been read from around the same place. */
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
