package io.github.congeal.cuda.engine;

import io.github.congeal.cuda.driver.Launch;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Constants;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;

/** The kernels that every device must implement, in float32 and in float64. */
abstract class GpuPrimitives implements Kernels {
    private final Buffers buffers;
    private final Constants constants;
    private final Launch launch;
    private final Products products;

    GpuPrimitives(Buffers buffers, Launch launch, KernelSet set, Numerics numerics) {
        this.buffers = buffers;
        this.constants = new Constants(buffers, this);
        this.launch = launch;
        this.products = new Products(this, launch, set, numerics);
    }

    @Override
    public final Buffers buffers() {
        return buffers;
    }

    @Override
    public final Constants constants() {
        return constants;
    }

    @Override
    public final long multiplyAdds() {
        return products.multiplyAdds();
    }

    final Products products() {
        return products;
    }

    final Launch launch() {
        return launch;
    }

    /** Begins a launch whose first arguments are tensors; in a dry run nothing is launched. */
    final Launch launch(String kernel, Tensor... tensors) {
        launch.of(kernel);
        for (Tensor tensor : tensors) {
            launch.whole(launch.isDry() ? 0 : GpuMemory.address(tensor));
        }
        return launch;
    }

    private static String of(String kernel, Tensor x) {
        return kernel + (x.precision() == Precision.FLOAT ? "_float" : "_double");
    }

    private static int type(Tensor x) {
        return x.precision().ordinal();
    }

    // ------------------------------------------------------------------ linear

    @Override
    public final void convolve(Tensor x, Filter filter, Tensor out) {
        products.convolve(x, (GpuFilter) filter, out);
    }

    @Override
    public final void convolveBackward(Tensor gradient, Filter filter, Tensor out) {
        products.convolveBackward(gradient, (GpuFilter) filter, out);
    }

    @Override
    public final void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, double factor, Tensor out) {
        products.multiply(a, transposeA, b, transposeB, factor, out);
    }

    // ------------------------------------------------------------- elementwise

    @Override
    public final void combine(Pair pair, Tensor x, Tensor y, Tensor out) {
        Layout layout = Layout.of(out, x, y);
        launch.of(of("combine", out)).integer(pair.ordinal());
        if (!launch.isDry()) {
            launch.whole(GpuMemory.address(x)).whole(GpuMemory.address(y)).whole(GpuMemory.address(out));
        }
        layout.write(launch.structure());
        launch.each(layout.count());
    }

    @Override
    public final void apply(Function function, Tensor x, Tensor out) {
        launch.of(of("apply", out)).integer(function.ordinal());
        if (!launch.isDry()) {
            launch.whole(GpuMemory.address(x)).whole(GpuMemory.address(out));
        }
        launch.whole(out.length()).each(out.length());
    }

    @Override
    public final void fill(Tensor x, double value) {
        Layout layout = Layout.of(x, x);
        launch("fill", x).integer(type(x)).wide(value);
        layout.write(launch.structure());
        launch.each(layout.count());
    }

    @Override
    public final void copy(Tensor x, Tensor out) {
        if (x.isDense() && out.isDense() && x.precision() == out.precision()) {
            if (!launch.isDry()) {
                launch.context().copy(GpuMemory.address(x), GpuMemory.address(out), out.bytes());
            }
            return;
        }
        copy(x, Layout.of(out, x), out);
    }

    private void copy(Tensor x, Layout layout, Tensor out) {
        launch("copy", x).integer(type(x));
        launch.whole(launch.isDry() ? 0 : GpuMemory.address(out)).integer(type(out));
        layout.write(launch.structure());
        launch.each(layout.count());
    }

    // --------------------------------------------------------------- movements

    @Override
    public final void permute(Tensor x, Tensor out, int... order) {
        long[] steps = x.strides();
        long[] permuted = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            permuted[i] = steps[order[i]];
        }
        copy(x, new Layout(out.shape(), out.strides(), permuted), out);
    }

    @Override
    public final void lookUp(Tensor table, Tensor places, Tensor out) {
        launch("look_up", table).integer(type(table));
        if (!launch.isDry()) {
            launch.whole(GpuMemory.address(places)).whole(GpuMemory.address(out));
        }
        launch.integer(Math.toIntExact(out.length() / places.length()))
                .whole(out.length())
                .each(out.length());
    }

    @Override
    public final void averagePool(Tensor x, int size, Tensor out) {
        squares("average_pool", x, size, out);
    }

    @Override
    public final void average(Tensor x, int size, Tensor out) {
        squares("average", x, size, out);
    }

    private void squares(String kernel, Tensor x, int size, Tensor out) {
        launch(of(kernel, x), x).integer(size);
        launch.whole(launch.isDry() ? 0 : GpuMemory.address(out));
        launch.structure()
                .putInt(Math.toIntExact(out.dimension(1)))
                .putInt(Math.toIntExact(out.dimension(2)))
                .putInt(Math.toIntExact(out.dimension(3)));
        launch.whole(out.length()).each(out.length());
    }

    // -------------------------------------------------------------------- rows

    @Override
    public final void argminOfRows(Tensor x, Tensor out) {
        rows(launch(of("least_of_rows", x), x, out), x);
    }

    @Override
    public final void softmax(Tensor x, Tensor out) {
        rows(launch(of("softmax", x), x, out), x);
    }

    /** Adds the number and length of the rows as last arguments, and launches a warp for each row. */
    static void rows(Launch launch, Tensor x) {
        long rows = x.length() / x.dimension(-1);
        launch.whole(rows).integer(Math.toIntExact(x.dimension(-1))).eachRow(rows);
    }
}
