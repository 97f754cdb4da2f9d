package io.github.congeal.internal.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.Vqgan;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every published family of VQGANs, in the very format and layout of its files, against the reference. */
class PublishedVqganTest {
    /** With this, the same noise for each code, the likeliest is drawn. */
    private static final RandomGenerator UNMOVED = new RandomGenerator() {
        @Override
        public double nextDouble() {
            return 0.5;
        }

        @Override
        public long nextLong() {
            throw new AssertionError("only doubles were to be drawn");
        }
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "imagenet_f16_1024.ckpt, f16_1024, 16, 1024",
        "imagenet_f16_1024-legacy.ckpt, f16_1024, 16, 1024",
        "coco_first_stage.ckpt, f16_8192, 16, 8192",
        "imagenet_f16_16384.ckpt, f16_16384, 16, 16384",
        "gumbel_f8_8192.ckpt, gumbel_f8, 8, 8192",
        "sflckr.ckpt, first_stage, 16, 1024",
        "ldm_vq_f4.ckpt, ldm_f4, 4, 8192",
        "ldm_vq_f8.ckpt, ldm_f8, 8, 16384",
        "flax_model.msgpack, flax, 16, 1024"
    })
    void computesWhatTheReferenceDoes(String file, String name, int factor, int codes) {
        try (Checkpoint checkpoint = Published.file(file, folder);
                Vqgan vqgan = Vqgan.load(new Weights(Family.VQGAN.in(checkpoint), Devices.automatic()));
                Buffers buffers = Buffers.create(Devices.automatic())) {
            assertThat(vqgan.factor()).isEqualTo(factor);
            assertThat(vqgan.quantizer().codes()).isEqualTo(codes);
            Tape tape = new Tape(buffers);

            int[] drawn = new int[4];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = (i * 7919 + 13) % codes;
            }
            try (Tensor picture = vqgan.decode(vqgan.quantizer().lookUp(drawn, 2, 2, tape), tape)) {
                Published.assertStored(name + ".picture", picture.toFloats());
            }

            long side = 2L * factor;
            Tensor picture = tape.take(1, side, side, 3);
            picture.write(0, HashWeights.values("picture", picture.length(), 1), 0, (int) picture.length());
            try (Tensor latent = vqgan.encode(picture, UNMOVED, tape)) {
                assertThat(latent.toFloats()).isEqualTo(vqgan.quantizer().lookUp(codes(name + ".codes")));
            }
        }
    }

    private static int[] codes(String name) {
        float[] stored = Published.read(name);
        int[] codes = new int[stored.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (int) stored[i];
        }
        return codes;
    }
}
