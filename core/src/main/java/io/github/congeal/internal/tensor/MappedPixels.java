package io.github.congeal.internal.tensor;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pixels of a cutout with bilinear interpolation at the coordinates of a {@link PixelMap}, in Java: without the
 * inverse of the map, the gradient has to be scattered, which few devices do well.
 *
 * @param padding what is read outside of the source
 * @param black the value outside of the source with {@link SamplePadding#ZEROS}
 */
public record MappedPixels(SamplePadding padding, float black) {
    /**
     * Reads the pixels.
     *
     * @param x columns, {@code [size, size]}, as {@link PixelMap#place} gives them
     * @param y rows, likewise
     * @param in the cutout, {@code [size, size, 3]}
     * @param out the result, {@code [size, size, 3]}; another array, overwritten
     */
    public void forward(float[] x, float[] y, float[] in, float[] out, int size) {
        walk(x, y, in, out, size, false);
    }

    /**
     * The gradient of {@link #forward} with respect to the cutout.
     *
     * @param outGradient with respect to the result, {@code [size, size, 3]}
     * @param inGradient with respect to the cutout, {@code [size, size, 3]}; another array, overwritten
     */
    public void backward(float[] x, float[] y, float[] outGradient, float[] inGradient, int size) {
        Arrays.fill(inGradient, 0f);
        walk(x, y, inGradient, outGradient, size, true);
    }

    private void walk(float[] x, float[] y, float[] atSource, float[] atResult, int size, boolean transposed) {
        float[] across = new float[4];
        float[] down = new float[4];
        for (int i = 0, o = 0; i < size * size; i++, o += 3) {
            if (!around(x[i], size, across) || !around(y[i], size, down)) {
                if (!transposed) {
                    Arrays.fill(atResult, o, o + 3, black);
                }
                continue;
            }
            float missing = black * (1 - (across[2] + across[3]) * (down[2] + down[3]));
            for (int c = 0; c < 3; c++) {
                float sum = missing;
                for (int n = 0; n < 4; n++) {
                    int at = ((int) down[n >> 1] * size + (int) across[n & 1]) * 3 + c;
                    float weight = down[2 + (n >> 1)] * across[2 + (n & 1)];
                    if (transposed) {
                        atSource[at] += weight * atResult[o + c];
                    } else {
                        sum += weight * atSource[at];
                    }
                }
                if (!transposed) {
                    atResult[o + c] = sum;
                }
            }
        }
    }

    /**
     * Bilinear interpolation along one axis.
     *
     * @param pixels {@code [4]}, overwritten: the indices of the two pixels around a place, then their weights
     * @return false if the place lies outside and no pixel is read
     */
    private boolean around(float place, int size, float[] pixels) {
        float clamped = padding == SamplePadding.BORDER ? Math.min(Math.max(place, 0), size - 1f) : place;
        if (!(clamped > -1 && clamped < size)) {
            return false;
        }
        int before = (int) (clamped + 1) - 1;
        float after = clamped - before;
        pixels[0] = Math.max(before, 0);
        pixels[1] = Math.min(before + 1, size - 1);
        pixels[2] = before >= 0 ? 1 - after : 0;
        pixels[3] = before + 1 < size ? after : 0;
        return true;
    }

    /** Changes cutouts {@code [K, S, S, 3]} in place: they are copied from the device, and the results back. */
    void change(Primitives kernels, Tensor pixels, List<@Nullable PixelMap> maps, boolean backward) {
        if (kernels.buffers().isDry()) {
            return;
        }
        int size = (int) pixels.dimension(1);
        int length = size * size * 3;
        HostArrays arrays = kernels.buffers().hostArrays();
        float[][] in = new float[maps.size()][];
        float[][] out = new float[maps.size()][];
        for (int k = 0; k < in.length; k++) {
            if (maps.get(k) != null) {
                in[k] = arrays.takeFloats(length);
                out[k] = arrays.takeFloats(length);
                pixels.read((long) k * length, in[k], 0, length);
            }
        }
        kernels.buffers().device().workers().run(maps.size(), (worker, k) -> {
            PixelMap map = maps.get(k);
            if (map != null) {
                change(map, in[k], out[k], size, backward);
            }
        });
        for (int k = 0; k < in.length; k++) {
            if (in[k] != null) {
                pixels.write((long) k * length, out[k], 0, length);
                arrays.giveBack(in[k]);
                arrays.giveBack(out[k]);
            }
        }
    }

    private void change(PixelMap map, float[] in, float[] out, int size, boolean backward) {
        float[] x = new float[size * size];
        float[] y = new float[size * size];
        map.place(size, x, y);
        if (backward) {
            backward(x, y, in, out, size);
        } else {
            forward(x, y, in, out, size);
        }
    }
}
