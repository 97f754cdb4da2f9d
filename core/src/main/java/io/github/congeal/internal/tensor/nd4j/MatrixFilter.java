package io.github.congeal.internal.tensor.nd4j;

import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A 1x1 convolution as a matrix product; the gradient uses the same matrix, transposed. */
public final class MatrixFilter extends Nd4jFilter {
    private final Tensor matrix;

    /** From weights {@code [Cout, Cin, 1, 1]}. */
    public MatrixFilter(
            Device device, Convolution convolution, float[] values, float @Nullable [] bias, Precision precision) {
        super(device, convolution, bias, precision);
        this.matrix = device.weights(
                target -> transpose(values, target), precision, convolution.inputs(), convolution.outputs());
    }

    private void transpose(float[] values, FloatBuffer target) {
        int inputs = convolution().inputs();
        int outputs = convolution().outputs();
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                target.put(i * outputs + o, values[o * inputs + i]);
            }
        }
    }

    @Override
    protected void convolve(Tensor x, Tensor out, Nd4jKernels kernels) {
        kernels.multiply(x.asMatrix(), false, matrix, false, out.asMatrix());
        if (bias() != null) {
            kernels.addBias(out, bias());
        }
    }

    @Override
    protected void convolveBackward(Tensor gradient, Tensor out, Nd4jKernels kernels) {
        kernels.multiply(gradient.asMatrix(), false, matrix, true, out.asMatrix());
    }

    @Override
    protected List<Tensor> tensors() {
        return Stream.of(matrix, bias()).filter(tensor -> tensor != null).toList();
    }
}
