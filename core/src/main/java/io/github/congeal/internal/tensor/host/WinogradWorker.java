package io.github.congeal.internal.tensor.host;

import static io.github.congeal.internal.tensor.host.WinogradConvolution.PRODUCTS;

import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One worker of Winograd convolutions with the memory that it has to itself, kept for a whole run. */
final class WinogradWorker {
    private final Tensor points;
    private final Tensor products;
    private final Supplier<NativeContexts> contexts;
    // Made when it is first needed, which in a dry run is never.
    private WinogradTiles.@Nullable Scratch scratch;
    private @Nullable HostProduct product;
    private @Nullable HostProduct turnedProduct;
    private final Map<Shape, NativeView[]> pointViews = new HashMap<>();
    private final Map<Shape, NativeView[]> productViews = new HashMap<>();

    private record Shape(int tiles, int channels) {}

    /**
     * A worker.
     *
     * @param points {@code [36, tiles times channels]}, as many as a strip has at most
     * @param products likewise
     * @param contexts own what ND4J is told
     */
    WinogradWorker(Tensor points, Tensor products, Supplier<NativeContexts> contexts) {
        this.points = points;
        this.products = products;
        this.contexts = contexts;
    }

    /**
     * Inputs to points, a product for each pair of points, products to outputs.
     *
     * @param kernels {@code [36, Cin, Cout]} or, where they are turned, the other way round
     */
    void convolve(WinogradStrip strip, WinogradTiles tiles, NativeView[] kernels, boolean turned) {
        Shape in = new Shape(strip.tiles(), tiles.inputs());
        Shape out = new Shape(strip.tiles(), tiles.outputs());
        WinogradTiles.Scratch own = scratch();
        tiles.toPoints(strip, own, points);
        HostProduct multiplication = product(turned);
        NativeView[] factors = pointViews.computeIfAbsent(in, shape -> matrices(points, shape));
        NativeView[] results = productViews.computeIfAbsent(out, shape -> matrices(products, shape));
        for (int i = 0; i < PRODUCTS; i++) {
            // One by one: ND4J's product of many matrices is the slower.
            multiplication.multiply(factors[i], kernels[i], results[i]);
        }
        tiles.toOutputs(strip, own, products);
    }

    private WinogradTiles.Scratch scratch() {
        if (scratch == null) {
            scratch = new WinogradTiles.Scratch();
        }
        return scratch;
    }

    private HostProduct product(boolean turned) {
        if (product == null || turnedProduct == null) {
            product = new HostProduct(false, contexts.get());
            turnedProduct = new HostProduct(true, contexts.get());
        }
        return turned ? turnedProduct : product;
    }

    private static NativeView[] matrices(Tensor memory, Shape shape) {
        return matrices(memory.first(PRODUCTS, shape.tiles, shape.channels));
    }

    /** The matrices of {@code [36, rows, columns]}. */
    static NativeView[] matrices(Tensor all) {
        NativeView[] views = new NativeView[PRODUCTS];
        Arrays.setAll(views, i -> NativeView.of(all.slice(i).reshape(all.dimension(1), all.dimension(2))));
        return views;
    }
}
