package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Memory;
import io.github.congeal.internal.tensor.MemoryTradeOff;
import io.github.congeal.internal.tensor.Processor;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reference that other devices are compared with: it computes in float64 by plain loops, following the definitions. */
public final class NaiveDevice extends Device {
    /** A naive device. */
    public NaiveDevice() {}

    @Override
    public Processor processor() {
        return Processor.CPU;
    }

    @Override
    public String describe() {
        return "plain loops";
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public long memoryLimit() {
        return Runtime.getRuntime().maxMemory();
    }

    @Override
    public MemoryTradeOff memoryTradeOff() {
        return new MemoryTradeOff(16, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 0);
    }

    @Override
    public Memory allocate(long length, Precision precision) {
        return new NaiveMemory(length, precision);
    }

    @Override
    public Filter filter(
            Convolution convolution, float[] values, float @Nullable [] bias, Precision precision, boolean gradients) {
        return new NaiveFilter(convolution, values, bias);
    }

    @Override
    public Kernels kernels(Buffers buffers) {
        return new NaiveKernels(buffers);
    }

    /** Kernels {@code [k, k, Cin, Cout]} and a bias. */
    static final class NaiveFilter extends Filter {
        final double[] weights;
        final double[] bias;

        private NaiveFilter(Convolution convolution, float[] values, float @Nullable [] biases) {
            super(convolution);
            int area = convolution.area();
            int inputs = convolution.inputs();
            int outputs = convolution.outputs();
            weights = new double[area * inputs * outputs];
            bias = new double[outputs];
            for (int i = 0; i < weights.length; i++) {
                int o = i % outputs;
                int input = i / outputs % inputs;
                weights[i] = values[(o * inputs + input) * area + i / outputs / inputs];
            }
            for (int o = 0; biases != null && o < outputs; o++) {
                bias[o] = biases[o];
            }
        }

        @Override
        protected List<Tensor> tensors() {
            return List.of();
        }
    }
}
