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

/**
 * CLIP's ResNet (Radford et al. 2021): a stem of three convolutions, average pooling instead of most strides, and
 * attention pooling at the end.
 *
 * <p>Of CLIP's normalisation only the division by the deviation is merged into the first convolution. The mean has to
 * be subtracted before, because zero padding stands for mean pixels.
 */
final class ModifiedResNet implements ImageTower {
    private static final int CHANNELS = 3;

    private final Tensor minusMean;
    private final Layer layers;

    /** A tower from torch's weights. */
    ModifiedResNet(Weights visual, ClipArchitecture.ResNet sizes, int dimension, PictureStatistics statistics) {
        minusMean = visual.keep(minusMean(statistics), CHANNELS);
        int width = sizes.width();
        int half = width / 2;
        List<Layer> all = new ArrayList<>();
        all.add(NormalizedConvolution.merge(
                visual, firstWeights(visual, half, statistics), visual.at("bn1"), CHANNELS, half, 3, 2));
        all.add(new Relu());
        all.add(NormalizedConvolution.of(visual.at("conv2"), visual.at("bn2"), half, half, 3));
        all.add(new Relu());
        all.add(NormalizedConvolution.of(visual.at("conv3"), visual.at("bn3"), half, width, 3));
        all.add(new Relu());
        all.add(new AveragePool(2));
        int inputs = width;
        for (int i = 0; i < sizes.layers().size(); i++) {
            int planes = sizes.planes(i);
            for (int j = 0; j < sizes.layers().get(i); j++) {
                all.add(new Bottleneck(visual.at("layer" + (i + 1)).at("" + j), inputs, planes, sizes.stride(i, j)));
                inputs = Bottleneck.EXPANSION * planes;
            }
        }
        all.add(new AttentionPool(visual.at("attnpool"), sizes.grid(), inputs, sizes.numHeads(), dimension));
        layers = new Sequence(all);
    }

    private static float[] minusMean(PictureStatistics statistics) {
        float[] values = new float[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            values[c] = (float) -statistics.mean(c);
        }
        return values;
    }

    private static float[] firstWeights(Weights visual, int outputs, PictureStatistics statistics) {
        float[] values = visual.read("conv1.weight", outputs, CHANNELS, 3, 3);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] / statistics.deviation(i / 9 % CHANNELS));
        }
        return values;
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor centred = tape.exclusive(input);
        tape.kernels().addBias(centred, minusMean);
        return layers.forward(centred, tape);
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        return layers.backward(gradient, tape);
    }
}
