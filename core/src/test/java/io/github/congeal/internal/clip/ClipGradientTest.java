package io.github.congeal.internal.clip;

import static io.github.congeal.internal.nn.GradientCheck.assertGradient;

import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ClipGradientTest {
    private static final Weights VIT = TinyClips.weights(TinyClips.VIT, Precision.DOUBLE);
    private static final Weights RESNET = TinyClips.weights(TinyClips.RESNET, Precision.DOUBLE);

    @AfterAll
    static void close() {
        VIT.close();
        RESNET.close();
    }

    @Test
    void residualAttentionBlock() {
        Weights block = VIT.at("visual.transformer.resblocks.0");
        assertGradient(new ResidualAttentionBlock(block, 128, 2, null), 2, 5, 128);
    }

    @Test
    void firstTokenBlock() {
        Weights block = VIT.at("visual.transformer.resblocks.1");
        assertGradient(new FirstTokenBlock(block, 128, 2), 2, 5, 128);
    }

    @Test
    void patchEmbedding() {
        ClipArchitecture.ViT sizes = (ClipArchitecture.ViT) TinyClips.VIT.image();
        assertGradient(new PatchEmbedding(VIT.at("visual"), sizes, PictureStatistics.OPENAI), 2, 24, 24, 3);
    }

    @Test
    void visionTransformer() {
        assertGradient(ImageTower.of(VIT.at("visual"), TinyClips.VIT), 2, 24, 24, 3);
    }

    @Test
    void bottleneckThatKeepsTheSize() {
        assertGradient(new Bottleneck(RESNET.at("visual.layer2.1"), 32, 8, 1), 2, 6, 6, 32);
    }

    @Test
    void bottleneckThatShrinks() {
        assertGradient(new Bottleneck(RESNET.at("visual.layer2.0"), 16, 8, 2), 2, 6, 6, 16);
    }

    @Test
    void attentionPool() {
        assertGradient(new AttentionPool(RESNET.at("visual.attnpool"), 2, 128, 2, 32), 2, 2, 2, 128);
    }

    @Test
    void modifiedResNet() {
        // Convolutions in float64 are slow.
        ClipArchitecture narrow =
                new ClipArchitecture(new ClipArchitecture.ResNet(64, 2, List.of(1, 1, 1, 1)), TinyClips.TEXT, 8);
        try (Weights weights = TinyClips.weights(narrow, Precision.DOUBLE)) {
            assertGradient(ImageTower.of(weights.at("visual"), narrow), 1, 64, 64, 3);
        }
    }
}
