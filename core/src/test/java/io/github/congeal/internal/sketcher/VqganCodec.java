package io.github.congeal.internal.sketcher;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.Vqgan;
import java.util.Random;

/** The codec of a VQGAN, outside of a run. */
record VqganCodec(Vqgan vqgan) implements Codec {
    @Override
    public float[] decode(int[] codes) {
        try (Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            tape.record(false);
            int side = (int) Math.sqrt(codes.length);
            try (Tensor picture = vqgan.decode(vqgan.quantizer().lookUp(codes, side, side, tape), tape)) {
                float[] values = picture.toFloats();
                for (int i = 0; i < values.length; i++) {
                    values[i] = Math.min(Math.max(values[i] / 2 + 0.5f, 0), 1);
                }
                return values;
            }
        }
    }

    @Override
    public int[] encode(float[] picture) {
        try (Buffers buffers = Buffers.create(Devices.automatic())) {
            Tape tape = new Tape(buffers);
            tape.record(false);
            int side = (int) Math.sqrt(picture.length / 3.0);
            float[] signed = new float[picture.length];
            for (int i = 0; i < signed.length; i++) {
                signed[i] = 2 * picture[i] - 1;
            }
            Tensor input = tape.take(1, side, side, 3);
            input.write(0, signed, 0, signed.length);
            try (Tensor latent = vqgan.encode(input, new Random(0), tape)) {
                return vqgan.quantizer().nearest(latent, tape);
            }
        }
    }
}
