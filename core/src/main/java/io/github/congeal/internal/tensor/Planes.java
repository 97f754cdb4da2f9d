package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Function;
import io.github.congeal.internal.tensor.Kernels.Pair;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic with planes {@code [K, pixels]} of a chunk; {@link #close()} gives all planes made here back. */
final class Planes implements AutoCloseable {
    private final CutoutBatch batch;
    private final Movements kernels;
    private final List<Tensor> made = new ArrayList<>();

    Planes(CutoutBatch batch) {
        this.batch = batch;
        this.kernels = batch.kernels();
    }

    /** Red, green or blue of planes {@code [3, cutouts * pixels]}. */
    Tensor of(Tensor colours, int channel) {
        return colours.slice(channel).first(batch.count(), batch.pixels());
    }

    /** A new plane with undefined content. */
    Tensor make() {
        Tensor plane = batch.take(batch.pixels());
        made.add(plane);
        return plane;
    }

    /** A new plane from two others; the second may be {@code [K, 1]}. */
    Tensor combine(Pair pair, Tensor x, Tensor y) {
        Tensor out = make();
        kernels.combine(pair, x, y, out);
        return out;
    }

    Tensor minus(Tensor x, Tensor y) {
        return combine(Pair.SUBTRACT, x, y);
    }

    Tensor times(Tensor x, Tensor y) {
        return combine(Pair.MULTIPLY, x, y);
    }

    /** 1 where x is above y, and otherwise 0. */
    Tensor above(Tensor x, Tensor y) {
        Tensor out = minus(x, y);
        kernels.apply(Function.POSITIVE, out, out);
        return out;
    }

    /** 1 where x is below a bound, and otherwise 0. */
    Tensor below(Tensor x, double bound) {
        Tensor out = make();
        kernels.copy(x, out);
        kernels.scaleAndShift(out, -1, bound);
        kernels.apply(Function.POSITIVE, out, out);
        return out;
    }

    /** {@code x = 1 - x}; returns x. */
    Tensor complement(Tensor x) {
        kernels.scaleAndShift(x, -1, 1);
        return x;
    }

    /** {@code sum += x * y}; x is overwritten with the product. */
    void addProduct(Tensor sum, Tensor x, Tensor y) {
        kernels.multiplyElements(x, y);
        kernels.add(sum, x);
    }

    @Override
    public void close() {
        made.forEach(Tensor::close);
        made.clear();
    }
}
