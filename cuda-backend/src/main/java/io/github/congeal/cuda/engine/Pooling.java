package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Tensor;

/**
 * The average of cutouts with a maximum pooling of their windows, and its gradient.
 *
 * @param kernels the kernels of the run
 * @param windows the tables of the windows
 * @param count the number of windows
 * @param size the cutouts' side
 */
record Pooling(GpuPrimitives kernels, CutoutTables windows, int count, int size) {
    void forward(Tensor picture, Tensor pixels) {
        kernels.launch(
                        "pool_maximum",
                        picture,
                        windows.cuts(),
                        windows.down().runs(),
                        windows.across().runs(),
                        pixels)
                .integer(size)
                .integer(windows.across().longest())
                .whole(pixels.length())
                .each(pixels.length());
    }

    void backward(Tensor picture, Tensor gradient, Tensor pictureGradient) {
        // Room for 32-bit indices, which are as large as float32.
        try (Tensor places = kernels.buffers().take(gradient.shape())) {
            kernels.launch(
                            "pool_places",
                            picture,
                            windows.cuts(),
                            windows.down().runs(),
                            windows.across().runs(),
                            gradient,
                            places)
                    .integer(size)
                    .integer(windows.across().longest())
                    .whole(gradient.length())
                    .each(gradient.length());
            kernels.launch(
                            "pool_backward",
                            gradient,
                            places,
                            windows.cuts(),
                            windows.down().reaches(),
                            windows.across().reaches(),
                            pictureGradient)
                    .integer(size)
                    .integer(windows.across().longest())
                    .integer(windows.down().longest())
                    .integer(count)
                    .whole(pictureGradient.length())
                    .each(pictureGradient.length());
        }
    }
}
