package io.github.congeal.internal.nn;

import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;

/** Layers one after the other. */
public final class Sequence implements Layer {
    private final List<Layer> layers;

    /** The given layers in their order. */
    public Sequence(List<? extends Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        return forward(input, Layer::forward, tape);
    }

    @Override
    public Tensor forwardAdding(Tensor input, Tensor added, Tape tape) {
        return forward(input, (layer, x, sameTape) -> layer.forwardAdding(x, added, sameTape), tape);
    }

    /** A forward pass through a layer: {@link Layer#forward} or {@link Layer#forwardAdding}. */
    private interface Passage {
        Tensor through(Layer layer, Tensor input, Tape tape);
    }

    private Tensor forward(Tensor input, Passage last, Tape tape) {
        // Without recording, each output is short-lived except that of the last layer.
        boolean aside = tape.layAside(!tape.isRecording());
        Tensor x = input;
        for (int i = 0; i < layers.size(); i++) {
            boolean isLast = i == layers.size() - 1;
            if (isLast) {
                tape.layAside(aside);
            }
            x = isLast ? last.through(layers.get(i), x, tape) : layers.get(i).forward(x, tape);
        }
        return x;
    }

    @Override
    public void replay(Tensor input, Tape tape) {
        Tensor x = input;
        for (Layer layer : layers.subList(0, layers.size() - 1)) {
            x = layer.forward(x, tape);
        }
        layers.get(layers.size() - 1).replay(x, tape);
    }

    @Override
    public Tensor backward(Tensor gradient, Tape tape) {
        Tensor g = gradient;
        for (int i = layers.size() - 1; i >= 0; i--) {
            g = layers.get(i).backward(g, tape);
        }
        return g;
    }
}
