package io.github.congeal.internal.painter;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;

/** A part of the painter that makes numbers of numbers. */
@FunctionalInterface
interface Mapping {
    /** The result for an input, which it takes over. */
    Tensor forward(Tensor input, Tape tape);

    /** The same outside of a run. */
    default float[] apply(Device device, float[] numbers, long... shape) {
        try (Buffers buffers = Buffers.create(device)) {
            Tape tape = new Tape(buffers);
            tape.record(false);
            Tensor input = tape.take(shape);
            input.write(0, numbers, 0, numbers.length);
            try (Tensor output = forward(input, tape)) {
                return output.toFloats();
            }
        }
    }
}
