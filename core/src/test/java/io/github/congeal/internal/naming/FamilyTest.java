package io.github.congeal.internal.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.vqgan.Vqgan;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of files that are not, or not wholly, what is needed. */
class FamilyTest {
    @TempDir
    Path folder;

    @Test
    void swappedFilesAreRecognised() {
        assertRefused(
                Family.CLIP, "flax_model.msgpack", tensors -> {}, "looks like a VQGAN", "a CLIP is needed", "swapped");
        assertRefused(Family.VQGAN, "model.safetensors", tensors -> {}, "looks like a CLIP", "swapped");
    }

    @Test
    void aTextTowerAloneIsNoClip() {
        assertRefused(
                Family.CLIP,
                "ViT-B-32.pt",
                tensors -> tensors.keySet().removeIf(name -> name.startsWith("visual.")),
                "only a part of a CLIP",
                "missing are visual.conv1.weight;",
                "there are positional_embedding");
    }

    @Test
    void timmTowersAreNamedAsSuch() {
        assertRefused(
                Family.CLIP,
                "open_clip_model.safetensors",
                tensors -> {
                    tensors.keySet().removeIf(name -> name.startsWith("visual."));
                    tensors.put("visual.trunk.patch_embed.proj.weight", new long[] {8, 3, 4, 4});
                },
                "timm");
    }

    @Test
    void anythingElseIsDescribedByItsFirstTenNames() {
        assertRefused(
                Family.VQGAN,
                "ViT-B-32.pt",
                tensors -> {
                    tensors.clear();
                    for (int i = 0; i < 13; i++) {
                        tensors.put("layer%d.weight".formatted(i), new long[] {2});
                    }
                },
                "this is no VQGAN",
                "missing are decoder.conv_in.weight",
                "layer9.weight and 3 more");
    }

    @Test
    void missingAndMisshapenTensorsAreListed() {
        Map<String, long[]> tensors = Published.tensors("model.safetensors", folder);
        tensors.remove("vision_model.encoder.layers.1.self_attn.k_proj.weight");
        tensors.remove("text_model.final_layer_norm.bias");
        try (Checkpoint file = Published.write(tensors, folder);
                Weights weights = new Weights(Family.CLIP.in(file), Devices.automatic())) {
            assertThatThrownBy(() -> Clip.load(weights))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("1 missing (ln_final.bias)")
                    .hasMessageContaining("1 of the wrong shape (visual.transformer.resblocks.1.attn.in_proj_weight is"
                            + " [256, 128] instead of [384, 128])");
        }
    }

    @Test
    void unexpectedTensorsAreListedWithTheMissingOnes() {
        Map<String, long[]> tensors = Published.tensors("ldm_vq_f4.ckpt", folder);
        long[] shape = tensors.remove("decoder.mid.block_1.conv1.weight");
        tensors.put("decoder.mid.block_1.other.weight", shape);
        try (Checkpoint file = Published.write(tensors, folder);
                Weights weights = new Weights(Family.VQGAN.in(file), Devices.automatic())) {
            assertThatThrownBy(() -> Vqgan.load(weights))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("1 missing (decoder.mid.block_1.conv1.weight)")
                    .hasMessageContaining("1 unexpected (decoder.mid.block_1.other.weight)");
        }
    }

    @Test
    void lossesAndAveragesAreNotCounted() {
        try (Checkpoint file = Published.file("ldm_vq_f4.ckpt", folder)) {
            assertThat(Family.VQGAN.in(file).names())
                    .allMatch(name -> !name.startsWith("loss") && !name.startsWith("model_ema"));
        }
    }

    private void assertRefused(Family family, String name, Consumer<Map<String, long[]>> change, String... parts) {
        Map<String, long[]> tensors = Published.tensors(name, folder);
        change.accept(tensors);
        try (Checkpoint file = Published.write(tensors, folder)) {
            assertThatThrownBy(() -> family.in(file))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("published.safetensors")
                    .hasMessageContainingAll(parts);
        }
    }
}
