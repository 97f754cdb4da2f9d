package io.github.congeal.internal.tensor;

import java.util.List;

/**
 * {@link CutoutKernels#crop} and its gradient, composed of other operations: matrix products that resample the rows and
 * then the columns of the picture.
 */
record ComposedCrop(Movements kernels) {
    void forward(Tensor picture, List<Window> windows, Tensor pixels) {
        int height = (int) picture.dimension(1);
        int width = (int) picture.dimension(2);
        CropMatrices matrices = new CropMatrices(kernels, windows, height, width);
        long count = windows.size();
        long size = pixels.dimension(1);
        // First the rows of all cutouts, then their columns, with each channel as a plane of its own.
        try (Tensor middle = kernels.buffers().take(count * size, 3L * width)) {
            try (Tensor planes = kernels.buffers().take(height, 3L * width);
                    Tensor rows = matrices.rows()) {
                kernels.permute(picture.first(height, width, 3), planes.first(height, 3, width), 0, 2, 1);
                kernels.multiply(rows.first(count * size, height), false, planes, false, middle);
            }
            try (Tensor apart = kernels.buffers().take(count, 3 * size, size);
                    Tensor columns = matrices.columns()) {
                kernels.multiply(middle.first(count, 3 * size, width), false, columns, true, apart);
                kernels.permute(apart.first(count, size, 3, size), pixels, 0, 1, 3, 2);
            }
        }
    }

    void backward(List<Window> windows, Tensor gradient, Tensor pictureGradient) {
        int height = (int) pictureGradient.dimension(1);
        int width = (int) pictureGradient.dimension(2);
        CropMatrices matrices = new CropMatrices(kernels, windows, height, width);
        long count = windows.size();
        long size = gradient.dimension(1);
        try (Tensor middle = kernels.buffers().take(count * size, 3L * width)) {
            try (Tensor apart = kernels.buffers().take(count, 3 * size, size);
                    Tensor columns = matrices.columns()) {
                kernels.permute(gradient, apart.first(count, size, 3, size), 0, 1, 3, 2);
                kernels.multiply(apart, false, columns, false, middle.first(count, 3 * size, width));
            }
            try (Tensor planes = kernels.buffers().take(height, 3L * width);
                    Tensor added = kernels.buffers().take(height, width, 3);
                    Tensor rows = matrices.rows()) {
                kernels.multiply(rows.first(count * size, height), true, middle, false, planes);
                kernels.permute(planes.first(height, 3, width), added, 0, 2, 1);
                kernels.add(pictureGradient.first(height, width, 3), added);
            }
        }
    }
}
