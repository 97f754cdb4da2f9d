package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One worker of Winograd convolutions, with memory of its own that is kept for the whole run. */
final class WinogradWorker {
    private final Tensor points;
    private final Tensor results;
    private final Supplier<WinogradProducts> maker;
    // The following are made on first use, which in a dry run does not happen.
    private WinogradTiles.@Nullable Scratch scratch;
    private @Nullable WinogradProducts products;

    /**
     * A worker.
     *
     * @param points room for transformed inputs, {@code [36, most]}
     * @param results room for their products, of the same shape
     * @param maker makes the products from the one to the other
     */
    WinogradWorker(Tensor points, Tensor results, Supplier<WinogradProducts> maker) {
        this.points = points;
        this.results = results;
        this.maker = maker;
    }

    /**
     * Convolves one strip: input transform, one matrix product for each pair of points, output transform.
     *
     * @param kernels 36 matrices {@code [Cin, Cout]}
     * @param panels how each of them is laid out
     */
    void convolve(WinogradStrip strip, WinogradTiles tiles, Tensor kernels, Panels panels) {
        WinogradTiles.Scratch own = scratch();
        tiles.toPoints(strip, own, points);
        products().multiply(strip.tiles(), kernels, panels);
        tiles.toOutputs(strip, own, results);
    }

    private WinogradTiles.Scratch scratch() {
        if (scratch == null) {
            scratch = new WinogradTiles.Scratch();
        }
        return scratch;
    }

    private WinogradProducts products() {
        if (products == null) {
            products = maker.get();
        }
        return products;
    }
}
