package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Cutouts that are made in Java, on the processor's cores. */
public final class HostCutouts implements PictureCutouts {
    private final Cutouts cutouts;
    private final float[] picture;
    private final float[] pictureGradient;
    private final float[] pixels;
    private final int cutout;

    /** Allocates what a run needs; see {@link Cutouts}. */
    public HostCutouts(int height, int width, int size, int chunk, CutoutMethod method) {
        this.cutouts = new Cutouts(height, width, size, chunk, method, threads());
        this.picture = new float[height * width * 3];
        this.pictureGradient = new float[picture.length];
        this.cutout = size * size * 3;
        this.pixels = new float[chunk * cutout];
    }

    /** The bytes of Java arrays that an instance holds. */
    public static long bytes(int height, int width, int size, int chunk, CutoutMethod method) {
        return Cutouts.bytes(height, width, size, chunk, method, threads())
                + 4L * 3 * (2L * height * width + (long) chunk * size * size);
    }

    private static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public List<Cutout> draw(int count, RandomGenerator random) {
        return cutouts.draw(count, random);
    }

    @Override
    public void turnTo(Tensor newPicture) {
        newPicture.read(0, picture, 0, picture.length);
        Arrays.fill(pictureGradient, 0);
    }

    @Override
    public void forward(List<Cutout> some, Tensor result) {
        cutouts.forward(picture, some, pixels);
        result.write(0, pixels, 0, some.size() * cutout);
    }

    @Override
    public void backward(List<Cutout> some, Tensor gradient) {
        gradient.read(0, pixels, 0, some.size() * cutout);
        cutouts.backward(some, pixels, pictureGradient);
    }

    @Override
    public void gradient(Tensor result) {
        result.write(0, pictureGradient, 0, pictureGradient.length);
    }

    @Override
    public void close() {
        // Nothing but Java's own arrays.
    }
}
