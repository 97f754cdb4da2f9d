package io.github.congeal.internal.tensor.host;

import static io.github.congeal.internal.tensor.host.WinogradConvolution.PRODUCTS;

import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Products by ND4J, one by one: its batched product is slower. */
final class Nd4jProducts implements WinogradProducts {
    private final Tensor points;
    private final Tensor products;
    private final HostProduct product;
    private final Map<Shape, NativeView[]> pointViews = new HashMap<>();
    private final Map<Shape, NativeView[]> productViews = new HashMap<>();
    private final Map<Kernels, NativeView[]> kernelViews = new HashMap<>();

    private record Shape(int tiles, int channels) {}

    Nd4jProducts(Tensor points, Tensor products, NativeContexts contexts) {
        this.points = points;
        this.products = products;
        this.product = new HostProduct(contexts);
    }

    @Override
    public void multiply(int tiles, Tensor kernels, Panels panels) {
        NativeView[] factors =
                pointViews.computeIfAbsent(new Shape(tiles, panels.rows()), shape -> matrices(points, shape));
        NativeView[] weights = kernelViews.computeIfAbsent(new Kernels(kernels), key -> matrices(kernels));
        NativeView[] results =
                productViews.computeIfAbsent(new Shape(tiles, panels.columns()), shape -> matrices(products, shape));
        NativeThreads.alone(() -> {
            for (int i = 0; i < PRODUCTS; i++) {
                product.multiply(factors[i], weights[i], results[i]);
            }
        });
    }

    private static NativeView[] matrices(Tensor memory, Shape shape) {
        return matrices(memory.first(PRODUCTS, shape.tiles, shape.channels));
    }

    /** The matrices of {@code [36, rows, columns]}. */
    private static NativeView[] matrices(Tensor all) {
        NativeView[] views = new NativeView[PRODUCTS];
        Arrays.setAll(views, i -> NativeView.of(all.slice(i).reshape(all.dimension(1), all.dimension(2))));
        return views;
    }

    /** Kernels, compared by their place in memory, which is the same at each step even if the tensor object is not. */
    private record Kernels(Tensor tensor) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Kernels kernels && tensor.isSameView(kernels.tensor);
        }

        @Override
        public int hashCode() {
            return tensor.viewHash();
        }
    }
}
