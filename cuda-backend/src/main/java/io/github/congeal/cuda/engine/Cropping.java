package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.Tensor;

/**
 * Cuts windows out of a picture, resampling first rows and then columns, and its gradient.
 *
 * @param kernels the kernels of the run
 * @param windows the tables of the windows
 * @param count the number of windows
 * @param size the cutouts' side
 */
record Cropping(GpuPrimitives kernels, CutoutTables windows, int count, int size) {
    void forward(Tensor picture, Tensor pixels) {
        AxisTables down = windows.down();
        AxisTables across = windows.across();
        try (Tensor middle = takeMiddle()) {
            kernels.launch("crop_rows", picture, windows.cuts(), down.runs(), down.weights(), middle)
                    .integer(size)
                    .integer(across.longest())
                    .whole(middle.length())
                    .each(middle.length());
            kernels.launch("crop_columns", middle, windows.cuts(), across.runs(), across.weights(), pixels)
                    .integer(size)
                    .integer(across.longest())
                    .whole(pixels.length())
                    .each(pixels.length());
        }
    }

    void backward(Tensor gradient, Tensor pictureGradient) {
        AxisTables down = windows.down();
        AxisTables across = windows.across();
        try (Tensor middle = takeMiddle()) {
            kernels.launch(
                            "crop_columns_backward",
                            gradient,
                            windows.cuts(),
                            across.runs(),
                            across.weights(),
                            across.reaches(),
                            middle)
                    .integer(size)
                    .integer(across.longest())
                    .whole(middle.length())
                    .each(middle.length());
            kernels.launch(
                            "crop_rows_backward",
                            middle,
                            windows.cuts(),
                            down.runs(),
                            down.weights(),
                            down.reaches(),
                            pictureGradient)
                    .integer(size)
                    .integer(across.longest())
                    .integer(down.longest())
                    .integer(count)
                    .whole(pictureGradient.length())
                    .each(pictureGradient.length());
        }
    }

    /** Room for the resampled rows of all cutouts, as wide as the picture. */
    private Tensor takeMiddle() {
        return kernels.buffers().take(count, size, windows.across().longest(), 3);
    }
}
