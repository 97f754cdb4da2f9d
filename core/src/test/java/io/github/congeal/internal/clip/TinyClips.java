package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.List;

/** CLIPs small enough for tests, with made-up weights; {@code clip_fixtures.py} makes the same. */
final class TinyClips {
    static final ClipArchitecture.Text TEXT = new ClipArchitecture.Text(12, 60, 128, 2);
    static final ClipArchitecture VIT = new ClipArchitecture(new ClipArchitecture.ViT(24, 8, 128, 3), TEXT, 32);
    static final ClipArchitecture RESNET =
            new ClipArchitecture(new ClipArchitecture.ResNet(64, 4, List.of(1, 2, 1, 1)), TEXT, 32);

    private TinyClips() {}

    /** The weights of an architecture, to be closed. */
    static Weights weights(ClipArchitecture architecture, Precision precision) {
        return new Weights(source(architecture), Devices.automatic(), precision);
    }

    /** Where they come from. */
    static HashWeights source(ClipArchitecture architecture) {
        return new HashWeights(ClipTensors.of(architecture).shapes());
    }
}
