package io.github.congeal.internal.tensor.host;

import static io.github.congeal.internal.tensor.host.WinogradConvolution.PRODUCTS;

import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One worker of Winograd convolutions, with memory of its own that is kept for the whole run. */
final class WinogradWorker {
    private final Tensor points;
    private final Tensor products;
    private final Supplier<NativeContexts> contexts;
    // The following are made on first use, which in a dry run does not happen.
    private WinogradTiles.@Nullable Scratch scratch;
    private @Nullable HostProduct product;
    private final Map<Shape, NativeView[]> pointViews = new HashMap<>();
    private final Map<Shape, NativeView[]> productViews = new HashMap<>();

    private record Shape(int tiles, int channels) {}

    /**
     * A worker.
     *
     * @param points room for transformed inputs, {@code [36, WinogradStrip.MOST]}
     * @param products room for products, of the same shape
     * @param contexts the owner of its native contexts
     */
    WinogradWorker(Tensor points, Tensor products, Supplier<NativeContexts> contexts) {
        this.points = points;
        this.products = products;
        this.contexts = contexts;
    }

    /**
     * Convolves one strip: input transform, one matrix product for each pair of points, output transform.
     *
     * @param kernels 36 matrices {@code [Cin, Cout]}
     */
    void convolve(WinogradStrip strip, WinogradTiles tiles, NativeView[] kernels) {
        Shape in = new Shape(strip.tiles(), tiles.inputs());
        Shape out = new Shape(strip.tiles(), tiles.outputs());
        WinogradTiles.Scratch own = scratch();
        tiles.toPoints(strip, own, points);
        HostProduct multiplication = product();
        NativeView[] factors = pointViews.computeIfAbsent(in, shape -> matrices(points, shape));
        NativeView[] results = productViews.computeIfAbsent(out, shape -> matrices(products, shape));
        for (int i = 0; i < PRODUCTS; i++) {
            // Separate products are faster than ND4J's batched one.
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

    private HostProduct product() {
        if (product == null) {
            product = new HostProduct(contexts.get());
        }
        return product;
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
