package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Cutouts that are made where tensors live, a chunk at once: crops are matrix products with the picture, and transforms of
 * one kind are applied to all cutouts together. What is drawn at random comes from Java, as for those made there.
 */
final class CardCutouts implements PictureCutouts {
    /** Float32 counts no further, and places of pixels are computed in it. */
    private static final int MOST_PIXELS = 1 << 24;

    private final int height;
    private final int width;
    private final int size;
    private final int chunk;
    private final CutoutMethod method;
    private final Tape tape;
    private final CropMatrices rows;
    private final CropMatrices columns;
    /** The picture with its colours apart, {@code [height, 3, width]}. */
    private final Tensor planes;

    private final Tensor planesGradient;
    /** The rows of all cutouts, {@code [cutouts * size, 3 * width]}. */
    private final Tensor resampledRows;
    /** The cutouts with their colours apart, {@code [cutouts, size, 3, size]}. */
    private final Tensor cutoutPlanes;

    /** What was done to the present chunk. */
    private final List<BatchTransform> applied = new ArrayList<>();

    /** Takes what a run needs; the parameters are those of {@link PictureCutouts#of}. */
    CardCutouts(int height, int width, int size, int chunk, CutoutMethod method, Tape tape) {
        if (chunk * (size + 2L) * (size + 2L) > MOST_PIXELS) {
            throw new IllegalArgumentException(
                    "a chunk of %d cutouts of %dx%d pixels is too large for a card: take fewer"
                            .formatted(chunk, size, size));
        }
        this.height = height;
        this.width = width;
        this.size = size;
        this.chunk = chunk;
        this.method = method;
        this.tape = tape;
        int widest = AxisResampler.widest(Math.min(height, width), size);
        this.rows = new CropMatrices(tape, height, size, chunk, widest);
        this.columns = new CropMatrices(tape, width, size, chunk, widest);
        this.planes = tape.take(height, 3L * width);
        this.planesGradient = tape.take(height, 3L * width);
        this.resampledRows = tape.take((long) chunk * size, 3L * width);
        this.cutoutPlanes = tape.take(chunk, size, 3, size);
    }

    @Override
    public List<Cutout> draw(int count, RandomGenerator random) {
        return method.draw(height, width, count, size, random);
    }

    @Override
    public void turnTo(Tensor picture) {
        ops().permute(picture.first(height, width, 3), planes.first(height, 3, width), 0, 2, 1);
        ops().fill(planesGradient, 0);
    }

    @Override
    public void forward(List<Cutout> cutouts, Tensor pixels) {
        int count = cutouts.size();
        Tensor middle = resampledRows.first((long) count * size, 3L * width);
        Tensor apart = cutoutPlanes.first(count, 3L * size, size);
        List<List<Transform>> transforms = crop(cutouts);
        ops().multiply(rows.make(count).reshape((long) count * size, height), false, planes, false, middle);
        ops().multiply(middle.reshape(count, 3L * size, width), false, columns.make(count), true, apart);
        ops().permute(apart.reshape(count, size, 3, size), pixels, 0, 1, 3, 2);
        forget();
        for (Stage stage : Stage.of(transforms)) {
            BatchTransform transform = stage.batch(new CutoutBatch(tape, size, chunk, count));
            transform.forward(pixels.reshape(count, 3L * size * size));
            applied.add(transform);
        }
    }

    @Override
    public void backward(List<Cutout> cutouts, Tensor gradient) {
        for (int i = applied.size() - 1; i >= 0; i--) {
            applied.get(i).backward(gradient.reshape(cutouts.size(), 3L * size * size));
        }
        forget();
        int count = cutouts.size();
        Tensor middle = resampledRows.first((long) count * size, 3L * width);
        Tensor apart = cutoutPlanes.first(count, 3L * size, size);
        ops().permute(gradient, apart.reshape(count, size, 3, size), 0, 1, 3, 2);
        ops().multiply(apart, false, columns.made(count), false, middle.reshape(count, 3L * size, width));
        try (Tensor added = tape.take(height, 3L * width)) {
            ops().multiply(rows.made(count).reshape((long) count * size, height), true, middle, false, added);
            ops().add(planesGradient, added);
        }
    }

    private void forget() {
        applied.forEach(BatchTransform::close);
        applied.clear();
    }

    /**
     * Sets the matrices of the crops.
     *
     * @return what is then to be done to each cutout; a flip that comes first is in the matrices
     */
    private List<List<Transform>> crop(List<Cutout> cutouts) {
        rows.clear();
        columns.clear();
        List<List<Transform>> rest = new ArrayList<>();
        for (int k = 0; k < cutouts.size(); k++) {
            List<Transform> transforms = cutouts.get(k).transforms();
            boolean flipped = !transforms.isEmpty() && transforms.get(0) instanceof Flip;
            Crop crop = (Crop) cutouts.get(k).view();
            rows.set(k, crop.axis().forward(), crop.y(), false);
            columns.set(k, crop.axis().forward(), crop.x(), flipped);
            rest.add(flipped ? transforms.subList(1, transforms.size()) : transforms);
        }
        return rest;
    }

    @Override
    public void gradient(Tensor pictureGradient) {
        ops().permute(planesGradient.first(height, 3, width), pictureGradient.first(height, width, 3), 0, 2, 1);
    }

    private Kernels ops() {
        return tape.kernels();
    }

    @Override
    public void close() {
        forget();
        rows.close();
        columns.close();
        planes.close();
        planesGradient.close();
        resampledRows.close();
        cutoutPlanes.close();
    }
}
