package io.github.congeal.benchmarks;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Tensor;
import java.util.SplittableRandom;

/** Tensors of random numbers and the operations on them, for one benchmark. */
final class Arrays implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final Buffers buffers = Buffers.create(Devices.automatic());
    private final Kernels kernels = buffers.device().kernels(buffers);
    private final SplittableRandom random = new SplittableRandom(1);

    /** The operations. */
    Kernels kernels() {
        return kernels;
    }

    /** Where they are computed. */
    Device device() {
        return buffers.device();
    }

    /** A tensor of numbers between -1 and 1. */
    Tensor random(long... shape) {
        Tensor tensor = buffers.take(shape);
        float[] values = values(CHUNK);
        for (long at = 0; at < tensor.length(); at += CHUNK) {
            tensor.write(at, values, 0, (int) Math.min(CHUNK, tensor.length() - at));
        }
        return tensor;
    }

    /** As many numbers between -1 and 1. */
    float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * (float) random.nextDouble() - 1;
        }
        return values;
    }

    @Override
    public void close() {
        buffers.close();
    }
}
