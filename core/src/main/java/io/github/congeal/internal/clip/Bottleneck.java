package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.AveragePool;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Relu;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bottleneck residual block of CLIP's ResNet. Instead of a strided convolution it has average pooling, in the branch and in
 * the shortcut.
 */
final class Bottleneck implements Layer {
    /** The ratio of a block's output channels to its inner ones. */
    static final int EXPANSION = 4;

    private final Layer branch;
    private final @Nullable Layer shortcut;
    private final Layer activation = new Relu();

    /**
     * A block from torch's weights.
     *
     * @param inputs the input channels
     * @param width the inner channels
     * @param stride the factor by which it reduces height and width
     */
    Bottleneck(Weights weights, int inputs, int width, int stride) {
        int outputs = EXPANSION * width;
        List<Layer> layers = new ArrayList<>();
        layers.add(NormalizedConvolution.of(weights.at("conv1"), weights.at("bn1"), inputs, width, 1));
        layers.add(new Relu());
        layers.add(NormalizedConvolution.of(weights.at("conv2"), weights.at("bn2"), width, width, 3));
        layers.add(new Relu());
        addPool(layers, stride);
        layers.add(NormalizedConvolution.of(weights.at("conv3"), weights.at("bn3"), width, outputs, 1));
        branch = new Sequence(layers);
        shortcut = needsShortcut(inputs, width, stride)
                ? shortcut(weights.at("downsample"), inputs, outputs, stride)
                : null;
    }

    /** Whether a block has a convolution in its shortcut, because input and output have different shapes. */
    static boolean needsShortcut(int inputs, int width, int stride) {
        return stride > 1 || inputs != EXPANSION * width;
    }

    private static Layer shortcut(Weights weights, int inputs, int outputs, int stride) {
        List<Layer> layers = new ArrayList<>();
        addPool(layers, stride);
        layers.add(NormalizedConvolution.of(weights.at("0"), weights.at("1"), inputs, outputs, 1));
        return new Sequence(layers);
    }

    private static void addPool(List<Layer> layers, int stride) {
        if (stride > 1) {
            layers.add(new AveragePool(stride));
        }
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor out = branch.forward(input.retain(), tape);
        try (Tensor around = shortcut == null ? input : shortcut.forward(input, tape)) {
            tape.kernels().add(out, around);
        }
        return activation.forward(out, tape);
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        Tensor inner = activation.backward(gradient, tape);
        // In the reverse order of the forward pass, as the tape requires.
        Tensor around = inner.retain();
        if (shortcut != null) {
            around = shortcut.backward(around, tape);
        }
        Tensor result = branch.backward(inner, tape);
        tape.kernels().add(result, around);
        around.close();
        return result;
    }
}
