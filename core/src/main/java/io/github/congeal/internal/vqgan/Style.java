package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.AveragePool;
import io.github.congeal.internal.nn.ExpectedShapes;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Residual;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Weights;
import java.util.List;

/** The two ways in which published VQGANs are built from the same parts. */
public enum Style {
    /** As in taming-transformers and the models derived from it. */
    TAMING,

    /**
     * As in MaskGIT (Chang et al. 2022), with weights as open-muse and TiTok publish them: inner convolutions without biases,
     * colours 0..1, downsampling by average pooling, and no linear maps between the codes and encoder or decoder.
     */
    MASKGIT {
        @Override
        int moreBlocks() {
            return 0;
        }

        @Override
        public boolean hasCodeMaps() {
            return false;
        }

        @Override
        int encoderEnd() {
            return 1;
        }

        @Override
        Layer residual(Weights weights, Layer branch, int inputs, int outputs) {
            return inputs == outputs
                    ? new Residual(branch)
                    : new Sequence(List.of(
                            branch, new Residual(Parts.pointwise(weights.at("nin_shortcut"), outputs, outputs))));
        }

        @Override
        Layer halve(Weights down, int width) {
            return new AveragePool(2);
        }

        @Override
        List<Layer> beforeEncoder() {
            return List.of(new Rescaling(0.5, 0.5));
        }

        @Override
        List<Layer> afterDecoder() {
            return List.of(new Rescaling(2, -1));
        }

        @Override
        void addInner(ExpectedShapes shapes, String name, int inputs, int outputs) {
            shapes.add(name + ".weight", outputs, inputs, Parts.KERNEL, Parts.KERNEL);
        }

        @Override
        void addShortcut(ExpectedShapes shapes, String name, int inputs, int outputs) {
            shapes.add(name + ".weight", outputs, outputs, 1, 1);
        }

        @Override
        void addHalving(ExpectedShapes shapes, String name, int width) {
            // Average pooling has no weights.
        }
    };

    /** The residual blocks that a level of the decoder has in addition to those of the encoder. */
    int moreBlocks() {
        return 1;
    }

    /** Whether there are linear maps ({@code quant_conv}, {@code post_quant_conv}) between encoder, codes and decoder. */
    public boolean hasCodeMaps() {
        return true;
    }

    /** The kernel size of the encoder's last convolution. */
    int encoderEnd() {
        return Parts.KERNEL;
    }

    /** A residual block with this branch. */
    Layer residual(Weights weights, Layer branch, int inputs, int outputs) {
        return new Residual(
                branch, inputs == outputs ? null : Parts.pointwise(weights.at("nin_shortcut"), inputs, outputs));
    }

    /** Downsampling by 2. */
    Layer halve(Weights down, int width) {
        return Parts.downsample(down.at("downsample"), width);
    }

    /** Layers that convert colours from -1..1 to the encoder's range. */
    List<Layer> beforeEncoder() {
        return List.of();
    }

    /** Layers that convert colours from the decoder's range to -1..1. */
    List<Layer> afterDecoder() {
        return List.of();
    }

    /** Expects a convolution of a residual block, or the encoder's first. */
    void addInner(ExpectedShapes shapes, String name, int inputs, int outputs) {
        Parts.addConvolution(shapes, name, inputs, outputs, Parts.KERNEL);
    }

    /** Expects the shortcut of a residual block. */
    void addShortcut(ExpectedShapes shapes, String name, int inputs, int outputs) {
        Parts.addConvolution(shapes, name, inputs, outputs, 1);
    }

    /** Expects the tensors of a downsampling. */
    void addHalving(ExpectedShapes shapes, String name, int width) {
        Parts.addConvolution(shapes, name + ".downsample.conv", width, width, Parts.KERNEL);
    }
}
