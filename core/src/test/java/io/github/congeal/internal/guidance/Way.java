package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.TestDevices;
import java.util.Collections;
import java.util.List;

/** The ways in which cutouts are computed, each to be tested. */
enum Way {
    /** Loops in Java. */
    HOST {
        @Override
        Device device() {
            return TestDevices.host();
        }
    },
    /** What a device has that overrides nothing. */
    DEFAULT {
        @Override
        Device device() {
            return TestDevices.nd4j();
        }
    };

    abstract Device device();

    /** A cutout after a transform, while its neighbour is left as it is. */
    float[] forward(Transform<?> transform, float[] in, int size) {
        return apply(transform, null, in, size);
    }

    /** The gradient before a transform. */
    float[] backward(Transform<?> transform, float[] in, float[] outGradient, int size) {
        return apply(transform, in, outGradient, size);
    }

    private <P> float[] apply(Transform<P> transform, float[] input, float[] values, int size) {
        List<List<Transform<?>>> chunk = List.of(Collections.singletonList(null), List.of(transform));
        Stage<?> stage = Stage.of(chunk).get(0);
        try (Buffers buffers = Buffers.create(device())) {
            Tape tape = new Tape(buffers);
            Tensor pixels = pair(tape, values, size);
            if (input == null) {
                stage.forward(tape.kernels(), pixels);
            } else {
                stage.backward(tape.kernels(), stage.kind().needsInput() ? pair(tape, input, size) : null, pixels);
            }
            float[] found = new float[values.length];
            pixels.read(0, found, 0, found.length);
            Floats.assertClose("the cutout that is left as it is", found, values, 1e-6);
            pixels.read(found.length, found, 0, found.length);
            return found;
        }
    }

    /** Twice the same cutout. */
    private static Tensor pair(Tape tape, float[] values, int size) {
        Tensor pair = tape.take(2, size, size, 3);
        pair.write(0, values, 0, values.length);
        pair.write(values.length, values, 0, values.length);
        return pair;
    }
}
