package io.github.congeal.internal.tensor.host;

import static io.github.congeal.internal.tensor.host.WinogradConvolution.PRODUCTS;

import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Products by ND4J, one by one: its batched product is slower. */
final class Nd4jProducts implements WinogradProducts {
    private final Tensor memory;
    private final HostProduct product;
    private final Map<Part, NativeView[]> parts = new HashMap<>();
    private final Map<SameView, NativeView[]> kernelViews = new HashMap<>();

    /** Matrices {@code [36, tiles, channels]} from {@code start} on in the memory. */
    private record Part(int start, int tiles, int channels) {}

    /** Products in a worker's memory. */
    Nd4jProducts(Tensor memory, NativeContexts contexts) {
        this.memory = memory;
        this.product = new HostProduct(contexts);
    }

    @Override
    public void multiply(int tiles, Tensor kernels, Panels panels) {
        NativeView[] inputs = views(new Part(WinogradProducts.start(tiles, panels), tiles, panels.rows()));
        NativeView[] weights = kernelViews.computeIfAbsent(new SameView(kernels), key -> matrices(kernels));
        NativeView[] results = views(new Part(0, tiles, panels.columns()));
        NativeThreads.alone(() -> {
            for (int i = 0; i < PRODUCTS; i++) {
                product.multiply(inputs[i], weights[i], results[i]);
            }
        });
    }

    private NativeView[] views(Part part) {
        return parts.computeIfAbsent(part, key -> matrices(memory.part(key.start, PRODUCTS, key.tiles, key.channels)));
    }

    /** The matrices of {@code [36, rows, columns]}. */
    private static NativeView[] matrices(Tensor all) {
        NativeView[] views = new NativeView[PRODUCTS];
        Arrays.setAll(views, i -> NativeView.of(all.slice(i).reshape(all.dimension(1), all.dimension(2))));
        return views;
    }
}
