package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Workers;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes the pixels of cutouts and takes their gradients back to the picture, a chunk of cutouts at a time, for pictures
 * of one size. Every array is allocated here, once; a step allocates none.
 *
 * <p>Results do not depend on the number of threads or on how the cutouts are divided into chunks: pixels are each
 * cutout's own affair, and gradients are added to each pixel of the picture in the order of the cutouts. Not for use by
 * several threads at once.
 */
public final class Cutouts {
    /**
     * Rows of the picture per task when gradients are added up: few enough to divide the work, many enough to stay in
     * cache.
     */
    private static final int STRIPE = 16;

    private final int height;
    private final int width;
    private final int size;
    private final int chunk;
    private final CutoutMethod method;
    private final Workers workers;

    /** Per worker, two cutouts {@code [size, size, 3]} that transforms are run between. */
    private final float[][][] pair;
    /** Per worker, one row of the picture or of a cutout. */
    private final float[][] row;
    /** Per place in the chunk, what transforms need for their gradients, {@code [size, size, 3]} each. */
    private final float[][][] kept;

    /**
     * Allocates what a run needs.
     *
     * @param height the picture's height
     * @param width the picture's width
     * @param size the cutouts' side
     * @param chunk how many cutouts are made at once at most
     * @param method how cutouts are drawn
     * @param threads how many threads at most
     */
    public Cutouts(int height, int width, int size, int chunk, CutoutMethod method, int threads) {
        this.height = height;
        this.width = width;
        this.size = size;
        this.chunk = chunk;
        this.method = method;
        this.workers = new Workers(threads);
        this.pair = new float[threads][2][size * size * 3];
        this.row = new float[threads][Math.max(width, size) * 3];
        this.kept = new float[chunk][method.inputsKept()][size * size * 3];
    }

    /** The bytes that an instance would allocate, the resamplers that it meets later aside. */
    public static long bytes(int height, int width, int size, int chunk, CutoutMethod method, int threads) {
        long cutout = 4L * size * size * 3;
        return threads * (2 * cutout + 4L * Math.max(width, size) * 3) + chunk * method.inputsKept() * cutout;
    }

    /** Draws cutouts for one step. */
    public List<Cutout> draw(int count, RandomGenerator random) {
        return method.draw(height, width, count, size, random);
    }

    /**
     * Makes the pixels of a chunk of cutouts.
     *
     * @param image the picture, {@code [height, width, 3]}
     * @param cutouts the chunk
     * @param out the pixels, {@code [cutouts, size, size, 3]}, overwritten
     */
    public void forward(float[] image, List<Cutout> cutouts, float[] out) {
        checkChunk(cutouts);
        workers.run(cutouts.size(), (worker, k) -> {
            float[] now = pair[worker][0];
            float[] next = pair[worker][1];
            Cutout cutout = cutouts.get(k);
            cutout.view().forward(image, width, now, row[worker]);
            int keptSoFar = 0;
            for (Transform transform : cutout.transforms()) {
                if (transform.needsInput()) {
                    System.arraycopy(now, 0, kept[k][keptSoFar++], 0, now.length);
                }
                transform.forward(now, next, size);
                float[] swapped = now;
                now = next;
                next = swapped;
            }
            System.arraycopy(now, 0, out, k * now.length, now.length);
        });
    }

    /**
     * Takes the gradient of the chunk that {@link #forward} has just made back to the picture.
     *
     * @param cutouts the same chunk
     * @param gradient the gradient with respect to the pixels, {@code [cutouts, size, size, 3]}; overwritten with that
     *     before the transforms
     * @param imageGradient the gradient with respect to the picture, {@code [height, width, 3]}, added to
     */
    public void backward(List<Cutout> cutouts, float[] gradient, float[] imageGradient) {
        checkChunk(cutouts);
        workers.run(cutouts.size(), (worker, k) -> undoTransforms(cutouts.get(k), k, gradient, pair[worker]));
        int stripes = (height + STRIPE - 1) / STRIPE;
        workers.run(stripes, (worker, stripe) -> {
            int from = stripe * STRIPE;
            int to = Math.min(from + STRIPE, height);
            for (int k = 0; k < cutouts.size(); k++) {
                int offset = k * size * size * 3;
                cutouts.get(k).view().backward(gradient, offset, imageGradient, width, from, to, row[worker]);
            }
        });
    }

    /** Takes one cutout's gradient, in its place among the others, back to before its transforms. */
    private void undoTransforms(Cutout cutout, int k, float[] gradient, float[][] scratch) {
        float[] now = scratch[0];
        float[] next = scratch[1];
        System.arraycopy(gradient, k * now.length, now, 0, now.length);
        int keptSoFar =
                (int) cutout.transforms().stream().filter(Transform::needsInput).count();
        for (int t = cutout.transforms().size() - 1; t >= 0; t--) {
            Transform transform = cutout.transforms().get(t);
            float[] in = transform.needsInput() ? kept[k][--keptSoFar] : next;
            transform.backward(in, now, next, size);
            float[] swapped = now;
            now = next;
            next = swapped;
        }
        System.arraycopy(now, 0, gradient, k * now.length, now.length);
    }

    private void checkChunk(List<Cutout> cutouts) {
        if (cutouts.size() > chunk) {
            throw new IllegalArgumentException(
                    "a chunk had " + cutouts.size() + " cutouts, but at most " + chunk + " were announced");
        }
    }
}
