package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.GradientClip;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.tensor.AdamUpdate;
import io.github.congeal.internal.tensor.Tape;

/** Creates the implementation of each optimiser of the controls. */
final class Optimizers {
    private final Tape tape;
    private final Vectors vectors;
    private final long[] shape;

    /** Optimisers for parameters of one shape. */
    Optimizers(Tape tape, long... shape) {
        this.tape = tape;
        this.vectors = new Vectors(tape);
        this.shape = shape;
    }

    /** The optimiser of the settings, with their gradient clipping. */
    Optimizer of(Settings settings) {
        Optimizer optimizer = of(settings.get(Control.OPTIMIZER));
        return settings.find(Control.GRADIENT_CLIP)
                .map(clip -> clipped(optimizer, clip))
                .orElse(optimizer);
    }

    private Optimizer clipped(Optimizer optimizer, GradientClip clip) {
        return clip instanceof GradientClip.Norm norm
                ? new ClippedNorm(optimizer, norm.most(), vectors)
                : new ClippedValue(optimizer, ((GradientClip.Value) clip).most(), vectors);
    }

    private Optimizer of(io.github.congeal.control.Optimizer word) {
        if (word instanceof io.github.congeal.control.Adam adam) {
            AdamUpdate update = new AdamUpdate(adam.beta1(), adam.beta2(), adam.epsilon());
            return decayed(adam(update, adam.amsgrad()), adam.weightDecay());
        }
        if (word instanceof io.github.congeal.control.AdamW adam) {
            AdamUpdate update = new AdamUpdate(adam.beta1(), adam.beta2(), adam.epsilon());
            return new DecoupledDecay(adam(update, adam.amsgrad()), adam.weightDecay(), vectors);
        }
        if (word instanceof io.github.congeal.control.Adagrad adagrad) {
            return decayed(new Adagrad(adagrad, vectors, shape), adagrad.weightDecay());
        }
        if (word instanceof io.github.congeal.control.Adamax adamax) {
            return decayed(new Adamax(adamax, vectors, shape), adamax.weightDecay());
        }
        if (word instanceof io.github.congeal.control.DiffGrad diff) {
            AdamUpdate update = new AdamUpdate(diff.beta1(), diff.beta2(), diff.epsilon());
            return decayed(new DiffGrad(update, vectors, shape), diff.weightDecay());
        }
        if (word instanceof io.github.congeal.control.AdamP adamP) {
            return new AdamP(adamP, vectors, shape);
        }
        if (word instanceof io.github.congeal.control.RAdam rAdam) {
            AdamUpdate update = new AdamUpdate(rAdam.beta1(), rAdam.beta2(), rAdam.epsilon());
            return decayed(new RAdam(update, vectors, shape), rAdam.weightDecay());
        }
        io.github.congeal.control.RMSprop rmsProp = (io.github.congeal.control.RMSprop) word;
        return decayed(new RMSprop(rmsProp, vectors, shape), rmsProp.weightDecay());
    }

    private Optimizer adam(AdamUpdate update, boolean amsgrad) {
        return amsgrad ? new AmsGrad(update, vectors, shape) : new Adam(update, tape, shape);
    }

    private Optimizer decayed(Optimizer optimizer, double decay) {
        return decay == 0 ? optimizer : new GradientDecay(optimizer, decay, vectors);
    }
}
