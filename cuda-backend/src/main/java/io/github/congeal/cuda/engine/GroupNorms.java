package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.driver.Launch;
import io.github.congeal.internal.tensor.GroupNormalization;
import io.github.congeal.internal.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Group normalisation, and its fusion with a convolution, for which the normalised picture exists only as halves.
 *
 * @param kernels the kernels of the run
 */
record GroupNorms(GpuPrimitives kernels) {
    private static final int MOST_CHANNELS = 1024;
    private static final int THREADS = 256;
    private static final int WARP = 32;
    private static final long NUMBERS_OF_SHARE = 1 << 13;
    /** The most shares of a sum; fixed, so that no sum depends on the GPU. */
    private static final long MOST_SHARES = 512;

    /** Whether the kernels support this number of channels and groups. */
    static boolean suits(GroupNormalization norm) {
        return norm.channels() <= MOST_CHANNELS;
    }

    private static int pixels(Tensor x) {
        return Math.toIntExact(x.dimension(1) * x.dimension(2));
    }

    private static int shares(Tensor x) {
        long most = Math.min(MOST_SHARES, x.length() / x.dimension(0) / NUMBERS_OF_SHARE);
        return (int) Math.max(1, Math.min(most, pixels(x)));
    }

    private static void write(GroupNormalization norm, Tensor x, Launch launch) {
        launch.structure()
                .putInt(pixels(x))
                .putInt(norm.channels())
                .putInt(norm.groups())
                .putFloat((float) norm.epsilon())
                .putInt(norm.swish() ? 1 : 0);
    }

    private Tensor gain(GroupNormalization norm) {
        return kernels.constant(norm.gain(), norm.channels());
    }

    private Tensor bias(GroupNormalization norm) {
        return kernels.constant(norm.bias(), norm.channels());
    }

    void statistics(GroupNormalization norm, Tensor x, Tensor statistics) {
        int shares = shares(x);
        int pictures = Math.toIntExact(x.dimension(0));
        try (Tensor partials = kernels.buffers().take(pictures, shares, 2L * norm.groups())) {
            Launch launch = kernels.launch("group_sums", x, partials);
            write(norm, x, launch);
            launch.grid(shares, pictures, 1, THREADS, 0);
            kernels.launch("group_statistics", x, partials, statistics).integer(shares);
            write(norm, x, launch);
            launch.grid(norm.groups(), pictures, 1, WARP, 0);
        }
    }

    void forward(GroupNormalization norm, Tensor x, Tensor statistics, Tensor out) {
        statistics(norm, x, statistics);
        Launch launch = kernels.launch("group_normalize", x, statistics, gain(norm), bias(norm), out);
        write(norm, x, launch);
        launch.whole(x.length()).each(x.length());
    }

    void convolve(
            GroupNormalization norm,
            Tensor x,
            Tensor statistics,
            GpuFilter filter,
            @Nullable Tensor added,
            Tensor out) {
        statistics(norm, x, statistics);
        boolean aside = kernels.buffers().layAside(true);
        try (Tensor scratch = kernels.products().takeHalves(x)) {
            Halves halves = kernels.products().halves(x, scratch);
            Launch launch = kernels.launch("group_normalize_split", x, statistics, gain(norm), bias(norm));
            if (!launch.isDry()) {
                launch.whole(halves.high()).whole(halves.low());
                write(norm, x, launch);
                launch.integer(halves.padded()).whole(halves.pairs()).each(halves.pairs());
            }
            kernels.products().convolve(halves, x, filter, added, out);
        } finally {
            kernels.buffers().layAside(aside);
        }
    }

    void backward(GroupNormalization norm, Tensor x, Tensor statistics, Tensor gradient) {
        int shares = shares(x);
        int pictures = Math.toIntExact(x.dimension(0));
        Tensor gain = gain(norm);
        Tensor bias = bias(norm);
        try (Tensor partials = kernels.buffers().take(pictures, shares, 2L * norm.groups());
                Tensor means = kernels.buffers().take(pictures, 2, norm.groups())) {
            Launch launch = kernels.launch("group_backward_sums", x, statistics, gain, bias, gradient, partials);
            write(norm, x, launch);
            launch.grid(shares, pictures, 1, THREADS, 0);
            kernels.launch("group_backward_means", partials, means).integer(shares);
            write(norm, x, launch);
            launch.grid(norm.groups(), pictures, 1, WARP, 0);
            kernels.launch("group_normalize_backward", x, statistics, gain, bias, means, gradient);
            write(norm, x, launch);
            launch.whole(x.length()).each(x.length());
        }
    }
}
