package io.github.congeal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.checkpoint.SafetensorsWriter;
import io.github.congeal.internal.clip.ClipConfiguration;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.tensor.Devices;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadingTest {
    @TempDir
    Path folder;

    @Test
    void whatWasReadIsFreedAtOnceWhenTheOtherFileIsNoModel() throws IOException {
        assertFreed("vqgan.safetensors", without("clip.safetensors", "logit_scale"), "logit_scale");
        assertFreed("clip.safetensors", without("vqgan.safetensors", "decoder.conv_out.bias"), "decoder.conv_out.bias");
    }

    private static void assertFreed(String sound, Checkpoint damaged, String missing) throws IOException {
        AtomicLong read = new AtomicLong();
        boolean vqganIsSound = sound.startsWith("vqgan");
        try (Checkpoint file = bundled(sound);
                damaged) {
            Loading loading = new Loading(
                    vqganIsSound ? file : damaged,
                    vqganIsSound ? damaged : file,
                    (done, total) -> read.set(done),
                    Devices.automatic());
            assertThatThrownBy(() -> loading.run(null, ClipConfiguration.OPENAI))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining(missing);
            if (vqganIsSound) {
                // The first to be begun; the second is left out once the first has failed.
                assertThat(read).hasPositiveValue();
            }
            assertThat(loading.bytes()).isZero();
        }
    }

    @Test
    void theWeightsAreKeptWhenBothAreSound() throws IOException {
        try (Checkpoint vqgan = bundled("vqgan.safetensors");
                Checkpoint clip = bundled("clip.safetensors")) {
            Loading loading = new Loading(vqgan, clip, LoadListener.NONE, Devices.automatic());
            try (Networks networks = loading.run(null, ClipConfiguration.OPENAI)) {
                assertThat(loading.bytes()).isPositive().isEqualTo(networks.bytes());
            }
            assertThat(loading.bytes()).isZero();
        }
    }

    private static Checkpoint bundled(String name) throws IOException {
        try (InputStream in = Model.class.getResourceAsStream("bundled/" + name)) {
            return SafetensorsReader.read(Objects.requireNonNull(in), name);
        }
    }

    private Checkpoint without(String name, String tensor) throws IOException {
        Path file = folder.resolve(name);
        SafetensorsWriter writer = new SafetensorsWriter();
        try (Checkpoint whole = bundled(name)) {
            whole.metadata().forEach(writer::metadata);
            whole.tensors().keySet().stream()
                    .filter(other -> !other.equals(tensor))
                    .forEach(other -> writer.add(
                            other, whole.read(other), whole.tensor(other).shape()));
            writer.write(file);
        }
        return SafetensorsReader.open(file);
    }
}
