package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link CutoutKernels#sample}, composed of other operations. */
final class ComposedSample {
    private final CutoutBatch batch;
    private final PixelPlaces pixelPlaces;
    private final Movements kernels;
    private final SamplePadding padding;
    private final List<Homography> maps;

    ComposedSample(Movements kernels, Tensor pixels, List<@Nullable Homography> sources, SamplePadding padding) {
        this.kernels = kernels;
        this.batch = CutoutBatch.of(kernels, pixels);
        this.pixelPlaces = new PixelPlaces(batch);
        this.padding = padding;
        this.maps = pixelPlaces.centred(sources);
    }

    void forward(Tensor pixels) {
        long points = batch.pixels();
        try (HomographyTable sources = new HomographyTable(batch, maps);
                Tensor x = batch.take(points);
                Tensor y = batch.take(points);
                Tensor result = batch.take(batch.length())) {
            sources.map(pixelPlaces.coordinates(true, 0), pixelPlaces.coordinates(false, 0), x, y, points);
            kernels.fill(result, 0);
            try (Axis across = new Axis(x);
                    Axis down = new Axis(y)) {
                for (int dy = 0; dy < 2; dy++) {
                    for (int dx = 0; dx < 2; dx++) {
                        addNeighbours(batch.rows(pixels), across, dx, down, dy, result);
                    }
                }
            }
            kernels.copy(result, batch.rows(pixels));
        }
    }

    private void addNeighbours(Tensor pixels, Axis across, int dx, Axis down, int dy, Tensor result) {
        try (Tensor weight = batch.take(batch.pixels())) {
            kernels.multiplyElements(across.weights.get(dx), down.weights.get(dy), weight);
            pixelPlaces.addWeighed(pixels, batch.size(), across.places.get(dx), down.places.get(dy), weight, result);
        }
    }

    /** Bilinear interpolation along one axis: the two pixels around each point, and their weights. */
    private final class Axis implements AutoCloseable {
        private final List<Tensor> places = new ArrayList<>();
        private final List<Tensor> weights = new ArrayList<>();

        /**
         * Computes the pixels and weights of some points.
         *
         * @param points coordinates relative to the middle, {@code [K, points]}; overwritten
         */
        Axis(Tensor points) {
            double middle = pixelPlaces.middle();
            if (padding == SamplePadding.BORDER) {
                kernels.clamp(points, -middle, middle, points);
            }
            kernels.scaleAndShift(points, 1, middle);
            try (Tensor before = batch.take(batch.pixels())) {
                kernels.apply(Function.FLOOR, points, before);
                kernels.combine(Pair.SUBTRACT, points, before, points);
                for (int d = 0; d < 2; d++) {
                    Tensor place = batch.take(batch.pixels());
                    Tensor weight = batch.take(batch.pixels());
                    // Pixels outside get the weight 0; they are recognised by the clamp, which moves them.
                    kernels.scaleAndShift(before, 1, d);
                    kernels.clamp(before, 0, batch.size() - 1.0, place);
                    kernels.combine(Pair.SUBTRACT, before, place, weight);
                    kernels.apply(Function.ABSOLUTE, weight, weight);
                    kernels.apply(Function.POSITIVE, weight, weight);
                    kernels.scaleAndShift(weight, -1, 1);
                    if (d == 0) {
                        kernels.scaleAndShift(points, -1, 1);
                    }
                    kernels.multiplyElements(weight, points);
                    kernels.scaleAndShift(points, -1, 1);
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
}
