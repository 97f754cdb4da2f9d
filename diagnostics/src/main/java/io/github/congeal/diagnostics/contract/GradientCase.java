package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.GroupNormalization;
import io.github.congeal.internal.tensor.LayerNormalization;
import io.github.congeal.internal.tensor.Padding;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import io.github.congeal.internal.tensor.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A numerical gradient check: a kernel that computes a gradient, and the kernel whose gradient it is.
 *
 * @param name its name, beginning with that of the kernel
 * @param shape the shape of the input
 * @param maker makes both, with constants from a trial
 */
public record GradientCase(String name, List<Long> shape, Function<Trial, Both> maker) {
    private static final double STEP = 1e-5;
    private static final int ELEMENTS = 24;
    private static final long[] PICTURE = {2, 4, 6, 4};
    private static final long[] MATRIX = {5, 6};

    /** A forward computation, which may overwrite its input. */
    @FunctionalInterface
    public interface Forward {
        /** The output. */
        Tensor apply(Tensor x);
    }

    /**
     * A kernel and its gradient.
     *
     * @param forward the kernel
     * @param backward from the input and the output's gradient to the input's gradient
     */
    public record Both(Forward forward, BiFunction<Tensor, Tensor, Tensor> backward) {}

    /** All kernels with a gradient, except those of cutouts. */
    public static List<GradientCase> all() {
        List<GradientCase> all = new ArrayList<>();
        Convolution plain = Convolution.of(4, 3, 3);
        for (Convolution each : List.of(
                plain,
                Convolution.of(4, 3, 1),
                plain.enlarging(),
                plain.strided(2, Padding.CENTRED),
                plain.strided(2, Padding.AFTER))) {
            all.add(of("convolveBackward, " + each, PICTURE, t -> convolution(t, each)));
            for (Wrap wrap : Wrap.values()) {
                String name = "convolveWrappedBackward, %s, %s".formatted(wrap, each);
                all.add(of(name, PICTURE, t -> wrapped(t, each, wrap)));
            }
        }
        all.add(inPlace(
                "clampBackward",
                MATRIX,
                (t, x) -> {
                    t.kernels().clamp(x, 0, 1, x);
                    return x;
                },
                (t, x, g) -> t.kernels().clampBackward(x, g),
                true));
        all.add(inPlace(
                "reluBackward",
                MATRIX,
                (t, x) -> {
                    t.kernels().relu(x);
                    return x;
                },
                (t, x, g) -> {
                    t.kernels().relu(x);
                    t.kernels().reluBackward(x, g);
                },
                false));
        all.add(inPlace(
                "swishBackward",
                MATRIX,
                (t, x) -> {
                    Tensor out = t.empty(MATRIX);
                    t.kernels().swish(x, 1.7, out);
                    return out;
                },
                (t, x, g) -> t.kernels().swishBackward(x, 1.7, g),
                false));
        all.add(inPlace(
                "geluWithDerivative",
                MATRIX,
                (t, x) -> {
                    Tensor out = t.empty(MATRIX);
                    t.kernels().gelu(x, out);
                    return out;
                },
                (t, x, g) -> {
                    t.kernels().geluWithDerivative(x, t.empty(MATRIX));
                    t.kernels().multiplyElements(g, x);
                },
                false));
        all.add(inPlace(
                "softmaxBackward",
                MATRIX,
                (t, x) -> {
                    t.kernels().softmax(x, x);
                    return x;
                },
                (t, x, g) -> {
                    t.kernels().softmax(x, x);
                    t.kernels().softmaxBackward(x, g);
                },
                false));
        all.add(inPlace(
                "toColoursBackward",
                MATRIX,
                (t, x) -> {
                    Tensor out = t.empty(MATRIX);
                    t.kernels().toColours(x, out);
                    return out;
                },
                (t, x, g) -> {
                    t.kernels().toColours(x, t.empty(MATRIX));
                    t.kernels().toColoursBackward(x, g);
                },
                true));
        all.add(of(
                "upsampleBackward",
                PICTURE,
                t -> new Both(
                        x -> {
                            Tensor out = t.empty(2, 8, 12, 4);
                            t.kernels().upsample(x, out);
                            return out;
                        },
                        (x, g) -> {
                            Tensor result = t.empty(PICTURE);
                            t.kernels().upsampleBackward(g, result);
                            return result;
                        })));
        all.add(of(
                "averagePoolBackward",
                PICTURE,
                t -> new Both(
                        x -> {
                            Tensor out = t.empty(2, 2, 3, 4);
                            t.kernels().averagePool(x, 2, out);
                            return out;
                        },
                        (x, g) -> {
                            Tensor result = t.empty(PICTURE);
                            t.kernels().averagePoolBackward(g, 2, result);
                            return result;
                        })));
        for (boolean swish : new boolean[] {false, true}) {
            all.add(of("groupNormalizeBackward, " + swish, PICTURE, t -> groups(t, swish)));
            all.add(of("normalizedConvolveBackward, " + swish, PICTURE, t -> normalised(t, swish, plain)));
        }
        all.add(of("layerNormalizeBackward", MATRIX, GradientCase::layers));
        return all;
    }

    static GradientCase of(String name, long[] shape, Function<Trial, Both> maker) {
        List<Long> list = new ArrayList<>();
        for (long size : shape) {
            list.add(size);
        }
        return new GradientCase(name, list, maker);
    }

    /** A gradient that replaces the one with respect to the output. */
    @FunctionalInterface
    private interface Backward {
        void apply(Trial t, Tensor x, Tensor gradient);
    }

    /**
     * A gradient in place.
     *
     * @param straight whether the gradient of a clamp also passes outside, where it leads back: it is then the derivative only
     *     inside of the bounds
     */
    private static GradientCase inPlace(
            String name, long[] shape, BiFunction<Trial, Tensor, Tensor> forward, Backward backward, boolean straight) {
        return of(
                name,
                shape,
                t -> new Both(x -> forward.apply(t, straight ? inside(t, x) : x), (x, g) -> {
                    Tensor point = straight ? inside(t, x) : x;
                    backward.apply(t, point, g);
                    if (straight) {
                        t.kernels().scale(g, 0.1);
                    }
                    return g;
                }));
    }

    /** Values around 0.4, well inside of 0..1 and of -1..1. */
    private static Tensor inside(Trial t, Tensor x) {
        t.kernels().scaleAndShift(x, 0.1, 0.4);
        return x;
    }

    private static Both convolution(Trial t, Convolution shape) {
        Filter filter = t.filter(shape);
        return new Both(
                x -> {
                    Tensor out = t.empty(shape.outputShape(x));
                    t.kernels().convolve(x, filter, out);
                    return out;
                },
                (x, g) -> {
                    Tensor result = t.empty(x.shape());
                    t.kernels().convolveBackward(g, filter, result);
                    return result;
                });
    }

    private static Both wrapped(Trial t, Convolution shape, Wrap wrap) {
        Filter filter = t.filter(shape);
        return new Both(
                x -> {
                    Tensor out = t.empty(shape.outputShape(x));
                    t.kernels().convolveWrapped(x, filter, wrap, out);
                    return out;
                },
                (x, g) -> {
                    Tensor result = t.empty(x.shape());
                    t.kernels().convolveWrappedBackward(g, filter, wrap, result);
                    return result;
                });
    }

    private static Both groups(Trial t, boolean swish) {
        GroupNormalization norm = new GroupNormalization(2, 1e-6, t.floats(4), t.floats(4), swish);
        return new Both(
                x -> {
                    Tensor out = t.empty(PICTURE);
                    t.kernels().groupNormalize(norm, x, t.empty(2, 2, 2), out);
                    return out;
                },
                (x, g) -> {
                    Tensor statistics = t.empty(2, 2, 2);
                    t.kernels().groupStatistics(norm, x, statistics);
                    t.kernels().groupNormalizeBackward(norm, x, statistics, g);
                    return g;
                });
    }

    private static Both normalised(Trial t, boolean swish, Convolution shape) {
        GroupNormalization norm = new GroupNormalization(2, 1e-6, t.floats(4), t.floats(4), swish);
        Filter filter = t.filter(shape);
        return new Both(
                x -> {
                    Tensor out = t.empty(shape.outputShape(x));
                    t.kernels().normalizedConvolve(norm, x, t.empty(2, 2, 2), filter, out);
                    return out;
                },
                (x, g) -> {
                    Tensor statistics = t.empty(2, 2, 2);
                    t.kernels().groupStatistics(norm, x, statistics);
                    Tensor result = t.empty(x.shape());
                    t.kernels().normalizedConvolveBackward(norm, x, statistics, filter, g, result);
                    return result;
                });
    }

    private static Both layers(Trial t) {
        LayerNormalization norm = new LayerNormalization(1e-5, t.floats(6), t.floats(6));
        return new Both(
                x -> {
                    Tensor out = t.empty(MATRIX);
                    t.kernels().layerNormalize(norm, x, t.empty(5, 1), out);
                    return out;
                },
                (x, g) -> {
                    Tensor deviations = t.empty(5, 1);
                    t.kernels().layerNormalize(norm, x, deviations, t.empty(MATRIX));
                    t.kernels().layerNormalizeBackward(norm, x, deviations, g);
                    return g;
                });
    }

    /** The deviation of a device's gradient from central differences, in float64. */
    public double error(Device device) {
        try (Trial t = new Trial(device, Precision.DOUBLE)) {
            Both both = maker.apply(t);
            long[] sizes = shape.stream().mapToLong(size -> size).toArray();
            double[] x = gaussians(2, Math.toIntExact(Tensor.length(sizes)));
            Tensor out = both.forward.apply(t.tensor(x, sizes));
            double[] functional = gaussians(3, Math.toIntExact(out.length()));
            double[] gradient = both.backward
                    .apply(t.tensor(x, sizes), t.tensor(functional, out.shape()))
                    .toDoubles();
            double largest = 0;
            double size = 1e-3;
            int stride = Math.max(1, x.length / ELEMENTS);
            for (int i = 0; i < x.length; i += stride) {
                double above = dot(both.forward.apply(t.tensor(moved(x, i, STEP), sizes)), functional);
                double below = dot(both.forward.apply(t.tensor(moved(x, i, -STEP), sizes)), functional);
                largest = Math.max(largest, Math.abs((above - below) / (2 * STEP) - gradient[i]));
                size = Math.max(size, Math.abs(gradient[i]));
            }
            return largest / size;
        }
    }

    private static double[] moved(double[] x, int index, double step) {
        double[] result = x.clone();
        result[index] += step;
        return result;
    }

    private static double dot(Tensor x, double[] functional) {
        double[] values = x.toDoubles();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * functional[i];
        }
        return sum;
    }

    private static double[] gaussians(long seed, int count) {
        Random random = new Random(seed);
        return random.doubles(count).map(ignored -> random.nextGaussian()).toArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
