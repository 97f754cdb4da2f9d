package io.github.congeal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.checkpoint.Checkpoints;
import io.github.congeal.model.CheckpointConverter.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversions of the Lightning checkpoint that checkpoint_fixtures.py wrote. */
class CheckpointConverterTest {

    @TempDir
    Path folder;

    private Path fixture(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Checkpoint.class.getResourceAsStream(name)) {
            Files.copy(in, file);
        }
        return file;
    }

    @Test
    void aLightningCheckpointKeepsEveryTensor() throws IOException {
        Path out = folder.resolve("out.safetensors");

        Summary summary = CheckpointConverter.of(fixture("lightning.ckpt")).writeTo(out);

        try (Checkpoint actual = Checkpoints.open(out);
                Checkpoint expected = Checkpoints.open(fixture("lightning.safetensors"))) {
            assertThat(summary.tensors()).isEqualTo(expected.tensors().size());
            assertThat(actual.tensors().keySet())
                    .containsExactlyInAnyOrderElementsOf(expected.tensors().keySet());
            expected.tensors().forEach((name, tensor) -> {
                assertThat(actual.tensor(name)).hasToString(tensor.toString());
                assertThat(actual.read(name)).isEqualTo(expected.read(name));
            });
        }
    }

    @Test
    void theModelAloneInFloats() throws IOException {
        Path out = folder.resolve("out.safetensors");

        Summary summary = CheckpointConverter.of(fixture("legacy.ckpt"))
                .onlyModel()
                .floats()
                .writeTo(out);

        assertThat(summary.leftOut()).contains("loss.logits", "optimizer_states.0.state.0.exp_avg");
        assertThat(summary.types())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("F32", 14, "I64", 1, "I32", 1, "I16", 1, "I8", 2, "U8", 1, "BOOL", 1));
        try (Checkpoint actual = Checkpoints.open(out)) {
            assertThat(actual.read("bf16")[0]).isEqualTo(0.10009765625f);
        }
    }

    @Test
    void anInterruptedConversionLeavesNothingBehind() throws IOException {
        Path in = fixture("lightning.ckpt");
        CheckpointConverter converter = CheckpointConverter.of(in)
                .listener((bytes, size) -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> converter.writeTo(folder.resolve("out.safetensors")))
                .isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(in);
        }
    }
}
