package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.AdamUpdate;
import io.github.congeal.internal.tensor.Kernels;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** The definitions of the {@link Kernels} as plain loops over row-major arrays of double. */
final class NaiveLoops {
    private NaiveLoops() {}

    /** A convolution whose window for output (0, 0) begins {@code before} pixels outside the picture. */
    static double[] convolve(
            double[] x,
            int n,
            int h,
            int w,
            int inputs,
            double[] weights,
            int k,
            double[] bias,
            int stride,
            int before) {
        int outputs = bias.length;
        double[] out = new double[n * (h / stride) * (w / stride) * outputs];
        int at = 0;
        for (int b = 0; b < n; b++) {
            for (int oy = 0; oy < h / stride; oy++) {
                for (int ox = 0; ox < w / stride; ox++) {
                    for (int o = 0; o < outputs; o++) {
                        double sum = bias[o];
                        for (int ky = 0; ky < k; ky++) {
                            for (int kx = 0; kx < k; kx++) {
                                int y = oy * stride + ky - before;
                                int xx = ox * stride + kx - before;
                                for (int i = 0; i < inputs && y >= 0 && y < h && xx >= 0 && xx < w; i++) {
                                    sum += x[((b * h + y) * w + xx) * inputs + i]
                                            * weights[((ky * k + kx) * inputs + i) * outputs + o];
                                }
                            }
                        }
                        out[at++] = sum;
                    }
                }
            }
        }
        return out;
    }

    /** The gradient of {@link #convolve} with respect to x, {@code [n, h, w, inputs]}. */
    static double[] convolveBackward(
            double[] gradient,
            int n,
            int h,
            int w,
            int inputs,
            double[] weights,
            int k,
            int outputs,
            int stride,
            int before) {
        double[] result = new double[n * h * w * inputs];
        for (int at = 0; at < gradient.length; at++) {
            int o = at % outputs;
            int ox = at / outputs % (w / stride);
            int oy = at / outputs / (w / stride) % (h / stride);
            int b = at / outputs / (w / stride) / (h / stride);
            for (int place = 0; place < k * k; place++) {
                int y = oy * stride + place / k - before;
                int x = ox * stride + place % k - before;
                for (int i = 0; i < inputs && y >= 0 && y < h && x >= 0 && x < w; i++) {
                    result[((b * h + y) * w + x) * inputs + i] +=
                            gradient[at] * weights[(place * inputs + i) * outputs + o];
                }
            }
        }
        return result;
    }

    /** Products of {@code batch} matrices, {@code [m, k]} times {@code [k, n]} once those to be transposed are. */
    static double[] multiply(
            double[] a, boolean transposeA, double[] b, boolean transposeB, int batch, int m, int k, int n) {
        double[] out = new double[batch * m * n];
        for (int p = 0; p < batch; p++) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    for (int l = 0; l < k; l++) {
                        double left = a[p * m * k + (transposeA ? l * m + i : i * k + l)];
                        double right = b[p * k * n + (transposeB ? j * k + l : l * n + j)];
                        out[(p * m + i) * n + j] += left * right;
                    }
                }
            }
        }
        return out;
    }

    /** One part of {@code [N, T, parts * heads * d]} as {@code [N, heads, T, d]}. */
    static double[] heads(double[] x, int n, int tokens, int part, int parts, int heads, int d) {
        return IntStream.range(0, n * heads * tokens * d)
                .mapToDouble(i -> x[headPlace(i, tokens, part, parts, heads, d)])
                .toArray();
    }

    /** The index in {@code [N, T, parts * heads * d]} of element i of {@link #heads}. */
    static int headPlace(int i, int tokens, int part, int parts, int heads, int d) {
        int token = i / d % tokens;
        int head = i / d / tokens % heads;
        int sequence = i / d / tokens / heads;
        return (((sequence * tokens + token) * parts + part) * heads + head) * d + i % d;
    }

    static double[] spread(double[] x, int n, int h, int w, int c, int stride, int offset) {
        double[] out = new double[n * h * stride * w * stride * c];
        for (int i = 0; i < x.length; i++) {
            int column = i / c % w * stride + offset;
            int row = i / c / w % h * stride + offset;
            int picture = i / c / w / h;
            out[((picture * h * stride + row) * w * stride + column) * c + i % c] = x[i];
        }
        return out;
    }

    /** Nearest-neighbour upsampling by {@code size}, times a factor. */
    static double[] enlarge(double[] x, int n, int h, int w, int c, int size, double factor) {
        double[] out = new double[n * h * size * w * size * c];
        for (int i = 0; i < out.length; i++) {
            int column = i / c % (w * size) / size;
            int row = i / c / (w * size) % (h * size) / size;
            int picture = i / c / (w * size) / (h * size);
            out[i] = factor * x[((picture * h + row) * w + column) * c + i % c];
        }
        return out;
    }

    /**
     * The gradient of {@link #enlarge}: the sum over each square of the enlarged {@code [N, h * size, w * size, C]}.
     */
    static double[] shrink(double[] x, int n, int h, int w, int c, int size, double factor) {
        double[] out = new double[n * h * w * c];
        for (int i = 0; i < x.length; i++) {
            int column = i / c % (w * size) / size;
            int row = i / c / (w * size) % (h * size) / size;
            int picture = i / c / (w * size) / (h * size);
            out[((picture * h + row) * w + column) * c + i % c] += factor * x[i];
        }
        return out;
    }

    /** Permutes dimensions, as {@code Primitives.permute}. */
    static double[] permute(double[] x, int[] shape, int... order) {
        int[] strides = new int[shape.length];
        for (int i = shape.length - 1, stride = 1; i >= 0; stride *= shape[i--]) {
            strides[i] = stride;
        }
        double[] out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            int rest = i;
            int from = 0;
            for (int d = shape.length - 1; d >= 0; d--) {
                from += rest % shape[order[d]] * strides[order[d]];
                rest /= shape[order[d]];
            }
            out[i] = x[from];
        }
        return out;
    }

    static double[] map(double[] x, DoubleUnaryOperator function) {
        return IntStream.range(0, x.length)
                .mapToDouble(i -> function.applyAsDouble(x[i]))
                .toArray();
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double swishDerivative(double x, double slope) {
        double s = sigmoid(slope * x);
        return s + slope * x * s * (1 - s);
    }

    static double[] softmax(double[] x, int width) {
        double[] out = new double[x.length];
        for (int row = 0; row < x.length; row += width) {
            double sum = 0;
            for (int i = row; i < row + width; i++) {
                sum += Math.exp(x[i]);
            }
            for (int i = row; i < row + width; i++) {
                out[i] = Math.exp(x[i]) / sum;
            }
        }
        return out;
    }

    static double[] softmaxBackward(double[] p, double[] gradient, int width) {
        double[] out = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            int row = i / width * width;
            for (int j = row; j < row + width; j++) {
                out[i] += gradient[j] * p[j] * ((i == j ? 1 : 0) - p[i]);
            }
        }
        return out;
    }

    static double[] sumColumns(double[] x, int width) {
        double[] out = new double[width];
        for (int i = 0; i < x.length; i++) {
            out[i % width] += x[i];
        }
        return out;
    }

    static double[] sumRows(double[] x, int width) {
        double[] out = new double[x.length / width];
        for (int i = 0; i < x.length; i++) {
            out[i / width] += x[i];
        }
        return out;
    }

    /**
     * Normalises over sets of elements, of which {@code sets[i]} is the set of element i: the common part of group and layer
     * normalisation.
     */
    static double[] normalise(double[] x, int[] sets, double epsilon) {
        int count = IntStream.of(sets).max().orElse(-1) + 1;
        double[] sizes = new double[count];
        double[] means = new double[count];
        double[] variances = new double[count];
        for (int i = 0; i < x.length; i++) {
            sizes[sets[i]]++;
            means[sets[i]] += x[i];
        }
        for (int i = 0; i < x.length; i++) {
            double distance = x[i] - means[sets[i]] / sizes[sets[i]];
            variances[sets[i]] += distance * distance / sizes[sets[i]];
        }
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int set = sets[i];
            out[i] = (x[i] - means[set] / sizes[set]) / Math.sqrt(variances[set] + epsilon);
        }
        return out;
    }

    /** The gradient of {@link #normalise} with respect to x. */
    static double[] normaliseBackward(double[] x, double[] gradient, int[] sets, double epsilon) {
        int count = IntStream.of(sets).max().orElse(-1) + 1;
        double[] normalised = normalise(x, sets, epsilon);
        double[] sizes = new double[count];
        double[] means = new double[count];
        double[] variances = new double[count];
        double[] gradients = new double[count];
        double[] products = new double[count];
        for (int i = 0; i < x.length; i++) {
            sizes[sets[i]]++;
            means[sets[i]] += x[i];
            gradients[sets[i]] += gradient[i];
            products[sets[i]] += gradient[i] * normalised[i];
        }
        for (int i = 0; i < x.length; i++) {
            double distance = x[i] - means[sets[i]] / sizes[sets[i]];
            variances[sets[i]] += distance * distance / sizes[sets[i]];
        }
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int set = sets[i];
            double centred = gradient[i] - (gradients[set] + normalised[i] * products[set]) / sizes[set];
            out[i] = centred / Math.sqrt(variances[set] + epsilon);
        }
        return out;
    }

    static double combine(Kernels.Pair pair, double x, double y) {
        return switch (pair) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case MAXIMUM -> Math.max(x, y);
            case MINIMUM -> Math.min(x, y);
        };
    }

    static double apply(Kernels.Function function, double x) {
        return switch (function) {
            case ROOT -> Math.sqrt(x);
            case ARCSINE -> Math.asin(x);
            case ABSOLUTE -> Math.abs(x);
            case FLOOR -> Math.floor(x);
            case POSITIVE -> x > 0 ? 1 : 0;
            case RECIPROCAL_ROOT -> 1 / Math.sqrt(x);
            case TANH -> Math.tanh(x);
            case EXPONENTIAL -> Math.exp(x);
            case ERROR_FUNCTION -> errorFunction(x);
        };
    }

    /** The error function, by a series of positive terms. */
    static double errorFunction(double x) {
        if (Math.abs(x) > 6) {
            return Math.signum(x);
        }
        double sum = 0;
        double term = x;
        for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
            sum += term;
            term *= 2 * x * x / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    static void adam(
            AdamUpdate update, double rate, int step, double[] x, double[] gradient, double[] mean, double[] square) {
        for (int i = 0; i < x.length; i++) {
            mean[i] = update.beta1() * mean[i] + (1 - update.beta1()) * gradient[i];
            square[i] = update.beta2() * square[i] + (1 - update.beta2()) * gradient[i] * gradient[i];
            double root = Math.sqrt(square[i] / (1 - Math.pow(update.beta2(), step)));
            x[i] -= rate * mean[i] / (1 - Math.pow(update.beta1(), step)) / (root + update.epsilon());
        }
    }

    /** The gradient of a clamp to 0..1, which also passes outside if a descent step leads back inside. */
    static double clampGradient(double x, double gradient) {
        return gradient * (x - Math.min(Math.max(x, 0), 1)) >= 0 ? gradient : 0;
    }

    /** The index of the first of the smallest elements of a row. */
    static int argminOfRow(double[] x, int row, int width) {
        int best = 0;
        for (int i = 1; i < width; i++) {
            if (x[row * width + i] < x[row * width + best]) {
                best = i;
            }
        }
        return best;
    }

    /** Average pooling with stride 1, an odd kernel and zero padding, whose zeros count. */
    static double[] average(double[] x, int n, int h, int w, int c, int size) {
        int margin = size / 2;
        double[] framed = surround(x, n, h, w, c, margin);
        double[] out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            int column = i / c % w;
            int row = i / c / w % h;
            int picture = i / c / w / h;
            for (int dy = 0; dy < size; dy++) {
                for (int dx = 0; dx < size; dx++) {
                    int place = (picture * (h + 2 * margin) + row + dy) * (w + 2 * margin) + column + dx;
                    out[i] += framed[place * c + i % c] / (size * size);
                }
            }
        }
        return out;
    }

    /** Zero padding on all sides. */
    static double[] surround(double[] x, int n, int h, int w, int c, int margin) {
        double[] out = new double[n * (h + 2 * margin) * (w + 2 * margin) * c];
        for (int i = 0; i < x.length; i++) {
            int column = i / c % w + margin;
            int row = i / c / w % h + margin;
            int picture = i / c / w / h;
            out[((picture * (h + 2 * margin) + row) * (w + 2 * margin) + column) * c + i % c] = x[i];
        }
        return out;
    }
}
