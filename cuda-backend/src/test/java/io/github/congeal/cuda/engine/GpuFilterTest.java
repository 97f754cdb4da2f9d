package io.github.congeal.cuda.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Convolution;
import io.github.congeal.internal.tensor.Filter;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters that are prepared for the gradient only when it is asked for. */
class GpuFilterTest {
    @ParameterizedTest
    @CsvSource({"FLOAT, 1", "DOUBLE, 1", "FLOAT, 2"})
    void theWayBackIsTheSameWheneverItIsPrepared(Precision precision, int scale) {
        GpuDevice device = TestGpus.portable();
        Convolution shape = scale == 2 ? Convolution.of(5, 7, 3).enlarging() : Convolution.of(5, 7, 3);
        Random random = new Random(1);
        float[] values = new float[5 * 7 * 9];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Filter ready = device.filter(shape, values, null, precision, true);
        Filter late = device.filter(shape, values, null, precision, false);
        try (Buffers buffers = Buffers.create(device, precision)) {
            Tensor gradient = buffers.take(1, 4L * scale, 6L * scale, 7);
            device.kernels(buffers).fill(gradient, 0.7);
            Tensor one = buffers.take(1, 4, 6, 5);
            Tensor other = buffers.take(1, 4, 6, 5);
            device.kernels(buffers).convolveBackward(gradient, ready, one);
            device.kernels(buffers).convolveBackward(gradient, late, other);
            assertThat(other.toDoubles()).containsExactly(one.toDoubles());
            assertThat(late.bytes()).isEqualTo(ready.bytes());
        }
        ready.free();
        late.free();
    }
}
