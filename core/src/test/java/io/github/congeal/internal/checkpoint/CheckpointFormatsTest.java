package io.github.congeal.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of every format, as their own reference implementations wrote them; see checkpoint_fixtures.py. */
class CheckpointFormatsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "lightning.ckpt, lightning",
        "protocol4.ckpt, lightning",
        "deflated.ckpt, lightning",
        "zip64.ckpt, lightning",
        "legacy.ckpt, lightning",
        "big_endian.pt, big_endian",
        "view.pt, view",
        "unsigned.pt, unsigned",
        "module.pt, module",
        "scripted.pt, scripted",
        "traced.pt, traced",
        "flax.msgpack, flax",
        "chunked.msgpack, flax",
    })
    void everyTensorIsReadToTheByteUnderItsOwnName(String file, String expected) throws IOException {
        try (CheckpointFile actual = Fixtures.open(file);
                CheckpointFile reference = Fixtures.open(expected + ".safetensors")) {
            assertSame(actual, reference);
        }
    }

    private static void assertSame(CheckpointFile actual, CheckpointFile reference) throws IOException {
        assertThat(actual.tensors().keySet())
                .containsExactlyInAnyOrderElementsOf(reference.tensors().keySet());
        for (TensorInfo tensor : reference.tensors().values()) {
            assertThat(actual.tensor(tensor.name())).hasToString(tensor.toString());
            assertThat(copy(actual, tensor.name())).as(tensor.name()).isEqualTo(copy(reference, tensor.name()));
            assertThat(actual.read(tensor.name())).as(tensor.name()).isEqualTo(reference.read(tensor.name()));
        }
    }

    private static byte[] copy(CheckpointFile file, String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        file.copy(name, Channels.newChannel(bytes));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one.safetensors.index.json"})
    void shardsAreOneModelByTheirIndexOrItsFolder(String opened) throws IOException {
        copyShards();
        try (CheckpointFile actual = Checkpoints.open(folder.resolve(opened));
                CheckpointFile reference = Fixtures.open("sharded.safetensors")) {
            assertSame(actual, reference);
        }
    }

    @Test
    void aMissingShardIsNamed() throws IOException {
        copyShards();
        Path missing = folder.resolve("one-00002-of-00002.safetensors");
        Files.delete(missing);
        assertThatThrownBy(() -> Checkpoints.open(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(missing + ": there is no such file");
    }

    @Test
    void aTensorThatItsShardLacksIsNamed() throws IOException {
        copyShards();
        Path index = folder.resolve("one.safetensors.index.json");
        Files.writeString(index, Files.readString(index).replace("\"f16\"", "\"f17\""));
        assertThatThrownBy(() -> Checkpoints.open(index))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("one-00002-of-00002.safetensors: f17: the file has no such tensor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.safetensors", "/etc/passwd", "a/b", "..", ".", "", "C:b", "a\\\\b", "a\\u0000b"})
    void anIndexCannotReachBeyondItsFolder(String shard) throws IOException {
        Path index = folder.resolve("a.index.json");
        Files.writeString(index, "{\"weight_map\":{\"a\":\"" + shard + "\"}}");
        assertThatThrownBy(() -> Checkpoints.open(index))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("does not lie beside it");
    }

    private void copyShards() throws IOException {
        for (String name : new String[] {
            "one.safetensors.index.json", "one-00001-of-00002.safetensors", "one-00002-of-00002.safetensors"
        }) {
            Files.write(folder.resolve(name), Fixtures.bytes("sharded/" + name));
        }
    }

    @Test
    void whatIsNotTheModelIsToldApart() {
        try (CheckpointFile file = Fixtures.open("lightning.ckpt")) {
            assertThat(file.outsideTheModel())
                    .containsExactlyInAnyOrder(
                            "callbacks.pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint.best_model_score",
                            "optimizer_states.0.state.0.exp_avg",
                            "optimizer_states.0.state.0.exp_avg_sq");
        }
    }

    @Test
    void whatCannotBeReadIsNamedWhenItIsNeeded() {
        try (CheckpointFile file = Fixtures.open("odd.pt")) {
            assertThat(file.tensors().keySet()).containsExactly("fine");
            assertThat(file.unread().keySet()).containsExactlyInAnyOrder("complex", "sparse", "array");
            assertThatThrownBy(() -> file.read("complex"))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessage("odd.pt: complex: here is a tensor of torch.ComplexFloatStorage, which cannot be read");
            assertThatThrownBy(() -> file.read("sparse"))
                    .hasMessage("odd.pt: sparse: here is torch._utils._rebuild_sparse_tensor, which cannot be read");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<!DOCTYPE html><html>; it is a web page",
                "version https://git-lfs.github.com/spec/v1; 'git lfs pull'",
                "Dear reader, how are you?; this is not a safetensors file",
                "{\"a\": 1}; it is a JSON text",
            })
    void whatIsNoModelIsRefusedWithAHint(String content, String hint) {
        assertThatThrownBy(() -> Checkpoints.read(content.getBytes(), "letter"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("letter: ")
                .hasMessageContaining(hint);
    }

    @Test
    void theTarFormatOfTheFirstVersionsIsRefusedWithAWayOut() {
        byte[] tar = new byte[1024];
        System.arraycopy("storages".getBytes(), 0, tar, 0, 8);
        System.arraycopy("ustar".getBytes(), 0, tar, 257, 5);
        assertThatThrownBy(() -> Checkpoints.read(tar, "old.pt"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("torch.save wrote before version 0.1.10");
    }

    @Test
    void aClosedFileIsNotRead() {
        for (String name : new String[] {"lightning.ckpt", "deflated.ckpt", "legacy.ckpt", "flax.msgpack"}) {
            CheckpointFile file = Fixtures.open(name);
            String tensor = file.tensors().keySet().iterator().next();
            file.read(tensor);
            file.close();
            assertThatThrownBy(() -> file.read(tensor)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aSafetensorsHeaderThatBeginsLikeAPickleIsNoPickle() {
        // The first bytes are those of the header's length, 640: 0x80, 0x02.
        byte[] json = Arrays.copyOf("{}".getBytes(), 640);
        Arrays.fill(json, 2, json.length, (byte) ' ');
        byte[] file = new byte[648];
        file[0] = (byte) 0x80;
        file[1] = 2;
        System.arraycopy(json, 0, file, 8, json.length);
        assertThat(Checkpoints.read(file, "640").tensors()).isEmpty();
    }

    @Test
    void onlyTheStoragesThatAreAskedForAreLookedAt() {
        byte[] sound = Fixtures.bytes("lightning.ckpt");
        int storages = 0;
        for (int i = 0; i + 60 < sound.length; i++) {
            boolean header = sound[i] == 'P' && sound[i + 1] == 'K' && sound[i + 2] == 3 && sound[i + 3] == 4;
            if (header && new String(sound, i + 30, 20, StandardCharsets.ISO_8859_1).contains("/data/")) {
                byte[] damaged = sound.clone();
                damaged[i] = 'X';
                try (CheckpointFile file = Checkpoints.read(damaged, "damaged.ckpt")) {
                    // Five tensors share a storage, the others have their own.
                    assertThat(file.tensors().keySet().stream().filter(name -> !isReadable(file, name)))
                            .hasSizeLessThanOrEqualTo(5);
                }
                storages++;
            }
        }
        assertThat(storages).isGreaterThan(15);
    }

    private static boolean isReadable(CheckpointFile file, String name) {
        try {
            file.read(name);
            return true;
        } catch (CheckpointException e) {
            assertThat(e).hasMessageContaining("its header is damaged");
            return false;
        }
    }
}
