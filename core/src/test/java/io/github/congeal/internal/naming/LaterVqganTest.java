package io.github.congeal.internal.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.CodeChoice;
import io.github.congeal.internal.vqgan.Vqgan;
import io.github.congeal.internal.vqgan.VqganConfiguration;
import io.github.congeal.model.LoadOptions;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VQGANs that came after taming's, in the layout of their files, against what their programs compute. */
class LaterVqganTest {
    private static final double RELATIVE = 1e-5;
    private static final String IBQ = "IBQ_1024.ckpt";
    private static final int CODES = 1024;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "vq_ds16_c2i.pt, llamagen, DIRECTION, ",
        "IBQ_1024.ckpt, ibq, PRODUCT, PRODUCT",
        "maskgit-vqgan-imagenet-f16-256.bin, maskgit, NEAREST, "
    })
    void computesWhatItsProgramDoes(String file, String name, CodeChoice found, @Nullable CodeChoice told) {
        try (Checkpoint checkpoint = Published.file(file, folder);
                Vqgan vqgan = load(checkpoint, told);
                Buffers buffers = Buffers.create(Devices.automatic())) {
            assertThat(vqgan.architecture().choice()).isEqualTo(found);
            assertThat(vqgan.factor()).isEqualTo(16);
            assertThat(vqgan.quantizer().codes()).isEqualTo(CODES);
            Tape tape = new Tape(buffers);
            try (Tensor picture = vqgan.decode(vqgan.quantizer().lookUp(drawn(), 2, 2, tape), tape)) {
                Published.assertStored(name + ".picture", RELATIVE, picture.toFloats());
            }
            assertThat(encode(vqgan, tape)).isEqualTo(vqgan.quantizer().lookUp(codes(name)));
        }
    }

    /** As if it were taming's: it is how such a file was read before, and draws something else. */
    @Test
    void theNearestCodesOfAnIbqAreOthers() {
        try (Checkpoint checkpoint = Published.file(IBQ, folder);
                Vqgan vqgan = load(checkpoint, CodeChoice.NEAREST);
                Buffers buffers = Buffers.create(Devices.automatic())) {
            assertThat(encode(vqgan, new Tape(buffers)))
                    .isNotEqualTo(vqgan.quantizer().lookUp(codes("ibq")));
        }
    }

    @Test
    void anIbqIsTakenForOneByItsConfigurationAndRefusedWithoutOne() throws IOException {
        Published.file(IBQ, folder).close();
        Path file = folder.resolve(IBQ);
        assertThatThrownBy(() -> Model.loadVqgan(file, LoadOptions.defaults()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(IBQ)
                .hasMessageContaining("{\"Name\": [\"IBQ\"]}");

        Files.writeString(folder.resolve("config.json"), "{\"Name\": [\"IBQ\"]}");
        try (Model model = Model.loadVqgan(file, LoadOptions.defaults())) {
            assertThat(model.draws()).isTrue();
        }
    }

    private static Vqgan load(Checkpoint checkpoint, @Nullable CodeChoice told) {
        Weights weights = new Weights(Family.VQGAN.in(checkpoint), Devices.automatic());
        return Vqgan.load(weights, new VqganConfiguration(VqganConfiguration.USUAL_GROUPS, told));
    }

    private static float[] encode(Vqgan vqgan, Tape tape) {
        Tensor picture = tape.take(1, 32, 32, 3);
        picture.write(0, HashWeights.values("picture", picture.length(), 1), 0, (int) picture.length());
        try (Tensor latent = vqgan.encode(picture, new SplittableRandom(1), tape)) {
            return latent.toFloats();
        }
    }

    private static int[] drawn() {
        int[] drawn = new int[4];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (i * 7919 + 13) % CODES;
        }
        return drawn;
    }

    private static int[] codes(String name) {
        float[] stored = Published.read(name + ".codes");
        int[] codes = new int[stored.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (int) stored[i];
        }
        return codes;
    }
}
