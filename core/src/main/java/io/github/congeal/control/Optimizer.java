package io.github.congeal.control;

/**
 * How the latent is moved against the gradient. Made by a method such as {@link #adamW()} and changed by methods that
 * return a copy: {@code Optimizer.adamW().weightDecay(0.01)}. The meaning of each number is torch's.
 */
public sealed interface Optimizer permits Adam, AdamW, Adagrad, Adamax, DiffGrad, AdamP, RAdam, RMSprop {
    /** The written form, such as {@code adam} or {@code adamw(weight-decay=0.1)}. */
    Form<Optimizer> FORM = Form.words(adam(), adamW(), adagrad(), adamax(), diffGrad(), adamP(), rAdam(), rmsProp());

    /** Adam, with the numbers of torch. */
    static Adam adam() {
        return new Adam(0.9, 0.999, 1e-8, 0, false);
    }

    /** AdamW, with the numbers of torch. */
    static AdamW adamW() {
        return new AdamW(0.9, 0.999, 1e-8, 0.01, false);
    }

    /** Adagrad, with the numbers of torch. */
    static Adagrad adagrad() {
        return new Adagrad(0, 0, 0, 1e-10);
    }

    /** Adamax, with the numbers of torch. */
    static Adamax adamax() {
        return new Adamax(0.9, 0.999, 1e-8, 0);
    }

    /** DiffGrad, with the numbers of torch_optimizer. */
    static DiffGrad diffGrad() {
        return new DiffGrad(0.9, 0.999, 1e-8, 0);
    }

    /** AdamP, with the numbers of torch_optimizer. */
    static AdamP adamP() {
        return new AdamP(0.9, 0.999, 1e-8, 0, 0.1, 0.1, false);
    }

    /** RAdam, with the numbers of torch. */
    static RAdam rAdam() {
        return new RAdam(0.9, 0.999, 1e-8, 0);
    }

    /** RMSprop, with the numbers of torch. */
    static RMSprop rmsProp() {
        return new RMSprop(0.99, 1e-8, 0, 0, false);
    }
}
