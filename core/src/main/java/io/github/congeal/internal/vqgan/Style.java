package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.AveragePool;
import io.github.congeal.internal.nn.ExpectedShapes;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.Residual;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.Weights;
import java.util.List;

/** The two ways in which published VQGANs are built of the same parts. */
public enum Style {
    /** Taming-transformers, and all that follow it. */
    TAMING,

    /**
     * MaskGIT (Chang et al. 2022; the weights as open-muse and TiTok publish them): residual blocks alone, without
     * biases; pictures from 0 to 1; halved by their mean; the code is what the encoder's last convolution gives.
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
            // A mean has no weights.
        }
    };

    /** How many residual blocks a level of the decoder has more than one of the encoder. */
    int moreBlocks() {
        return 1;
    }

    /** Whether there are linear maps between the encoder's features and the codes, and between codes and decoder. */
    public boolean hasCodeMaps() {
        return true;
    }

    /** The kernel size of the encoder's last convolution. */
    int encoderEnd() {
        return Parts.KERNEL;
    }

    /** A residual block out of its branch. */
    Layer residual(Weights weights, Layer branch, int inputs, int outputs) {
        return new Residual(
                branch, inputs == outputs ? null : Parts.pointwise(weights.at("nin_shortcut"), inputs, outputs));
    }

    /** Half the size. */
    Layer halve(Weights down, int width) {
        return Parts.downsample(down.at("downsample"), width);
    }

    /** What turns colours from -1 to 1 into those that the encoder sees. */
    List<Layer> beforeEncoder() {
        return List.of();
    }

    /** What turns the decoder's colours into some from -1 to 1. */
    List<Layer> afterDecoder() {
        return List.of();
    }

    /** Adds a residual block's convolution, or the encoder's first. */
    void addInner(ExpectedShapes shapes, String name, int inputs, int outputs) {
        Parts.addConvolution(shapes, name, inputs, outputs, Parts.KERNEL);
    }

    /** Adds what adapts a residual block's input to its output. */
    void addShortcut(ExpectedShapes shapes, String name, int inputs, int outputs) {
        Parts.addConvolution(shapes, name, inputs, outputs, 1);
    }

    /** Adds the tensors that halve a picture. */
    void addHalving(ExpectedShapes shapes, String name, int width) {
        Parts.addConvolution(shapes, name + ".downsample.conv", width, width, Parts.KERNEL);
    }
}
