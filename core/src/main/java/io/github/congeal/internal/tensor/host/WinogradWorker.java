package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One worker of Winograd convolutions, with memory of its own that is kept for the whole run. */
final class WinogradWorker {
    private final Tensor memory;
    private final Supplier<WinogradProducts> maker;
    // The following are made on first use, which in a dry run does not happen.
    private WinogradTiles.@Nullable Scratch scratch;
    private @Nullable WinogradProducts products;

    /**
     * A worker.
     *
     * @param memory room for transformed inputs and their products
     * @param maker makes the products in this memory
     */
    WinogradWorker(Tensor memory, Supplier<WinogradProducts> maker) {
        this.memory = memory;
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
        tiles.toPoints(strip, own, memory, WinogradProducts.start(strip.tiles(), panels));
        products().multiply(strip.tiles(), kernels, panels);
        tiles.toOutputs(strip, own, memory);
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
