package io.github.congeal.control;

/**
 * How the latent is moved against the gradient. Create one with a method such as {@link #adamW()} and change it with
 * methods that return a copy: {@code Optimizer.adamW().weightDecay(0.01)}. Parameters mean what they mean in torch.
 */
public sealed interface Optimizer permits Adam, AdamW, Adagrad, Adamax, DiffGrad, AdamP, RAdam, RMSprop {
    /** The written form, such as {@code adam} or {@code adamw(weight-decay=0.1)}. */
    Form<Optimizer> FORM = Form.words(adam(), adamW(), adagrad(), adamax(), diffGrad(), adamP(), rAdam(), rmsProp());

    /** Returns Adam with torch's defaults. */
    static Adam adam() {
        return new Adam(0.9, 0.999, 1e-8, 0, false);
    }

    /** Returns AdamW with torch's defaults. */
    static AdamW adamW() {
        return new AdamW(0.9, 0.999, 1e-8, 0.01, false);
    }

    /** Returns Adagrad with torch's defaults. */
    static Adagrad adagrad() {
        return new Adagrad(0, 0, 0, 1e-10);
    }

    /** Returns Adamax with torch's defaults. */
    static Adamax adamax() {
        return new Adamax(0.9, 0.999, 1e-8, 0);
    }

    /** Returns DiffGrad with torch_optimizer's defaults. */
    static DiffGrad diffGrad() {
        return new DiffGrad(0.9, 0.999, 1e-8, 0);
    }

    /** Returns AdamP with torch_optimizer's defaults. */
    static AdamP adamP() {
        return new AdamP(0.9, 0.999, 1e-8, 0, 0.1, 0.1, false);
    }

    /** Returns RAdam with torch's defaults. */
    static RAdam rAdam() {
        return new RAdam(0.9, 0.999, 1e-8, 0);
    }

    /** Returns RMSprop with torch's defaults. */
    static RMSprop rmsProp() {
        return new RMSprop(0.99, 1e-8, 0, 0, false);
    }
}
