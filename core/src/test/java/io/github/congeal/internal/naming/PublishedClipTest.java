package io.github.congeal.internal.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.checkpoint.Checkpoint;
import io.github.congeal.internal.clip.Activation;
import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.clip.ClipConfiguration;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every published family of CLIPs, in the very format and layout of its files, against the reference. */
class PublishedClipTest {
    private static final int[][] TEXTS = {
        {58, 3, 17, 59, 0, 0, 0, 0, 0, 0, 0, 0},
        {58, 8, 44, 21, 5, 5, 30, 1, 57, 12, 40, 59}
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "ViT-B-32.pt, ViT-B/32, 64, QUICK_GELU",
        "ViT-B-32-legacy.pt, ViT-B/32, 64, QUICK_GELU",
        "ViT-B-16.pt, ViT-B/16, 64, QUICK_GELU",
        "ViT-L-14.pt, ViT-L/14, 28, QUICK_GELU",
        "ViT-L-14-336px.pt, ViT-L/14@336px, 42, QUICK_GELU",
        "RN50.pt, RN50, 64, QUICK_GELU",
        "RN50-state_dict.pt, RN50, 64, QUICK_GELU",
        "RN101.pt, RN101, 64, QUICK_GELU",
        "RN50x4.pt, RN50x4, 96, QUICK_GELU",
        "RN50x16.pt, RN50x16, 128, QUICK_GELU",
        "open_clip_pytorch_model.bin, open_clip-gelu, 64, GELU",
        "open_clip_model.safetensors, open_clip-gelu, 64, GELU",
        "vit_b_32-quickgelu.pt, open_clip-quickgelu, 64, QUICK_GELU",
        "epoch_32.pt, open_clip-distributed, 64, GELU",
        "custom_text.bin, open_clip-custom-text, 64, GELU",
        "TinyCLIP-ViT.pt, TinyCLIP, 64, GELU",
        "TinyCLIP-ResNet.pt, TinyCLIP-ResNet, 64, GELU",
        "model.safetensors, transformers, 64, QUICK_GELU",
        "pytorch_model.bin, transformers, 64, QUICK_GELU",
        "model-gelu.safetensors, transformers-gelu, 64, GELU",
        "pytorch_model-gelu.bin, transformers-gelu, 64, GELU"
    })
    void computesWhatTheReferenceDoes(String file, String name, int resolution, Activation activation) {
        try (Checkpoint checkpoint = Published.file(file, folder);
                Weights weights = new Weights(Family.CLIP.in(checkpoint), Devices.automatic());
                Buffers buffers = Buffers.create(Devices.automatic())) {
            Clip clip = Clip.load(weights, ClipConfiguration.OPENAI.with(activation));
            assertThat(clip.resolution()).isEqualTo(resolution);
            Tape tape = new Tape(buffers);
            tape.record(false);

            Tensor pictures = tape.take(2, resolution, resolution, 3);
            pictures.write(0, HashWeights.values("picture", pictures.length(), 1), 0, (int) pictures.length());
            tape.kernels().scaleAndShift(pictures, 1 / 3.5, 0.5);
            float[] images = clip.embedImages(pictures, tape).toFloats();
            Published.assertStored(name + ".images", images);

            int dimension = clip.dimension();
            float[] texts = new float[TEXTS.length * dimension];
            for (int i = 0; i < TEXTS.length; i++) {
                System.arraycopy(clip.embedText(TEXTS[i]), 0, texts, i * dimension, dimension);
            }
            Published.assertStored(name + ".texts", texts);
            Published.assertStored(name + ".cosines", cosines(images, texts, dimension));
        }
    }

    static float[] cosines(float[] images, float[] texts, int dimension) {
        float[] cosines = new float[images.length / dimension * TEXTS.length];
        for (int i = 0; i < cosines.length; i++) {
            double product = 0;
            double image = 0;
            double text = 0;
            for (int d = 0; d < dimension; d++) {
                double a = images[i / TEXTS.length * dimension + d];
                double b = texts[i % TEXTS.length * dimension + d];
                product += a * b;
                image += a * a;
                text += b * b;
            }
            cosines[i] = (float) (product / Math.sqrt(image * text));
        }
        return cosines;
    }
}
