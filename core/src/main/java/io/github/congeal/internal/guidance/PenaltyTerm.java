package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** A {@link Penalty} on the picture or on the parameters, with a weight that may change. */
final class PenaltyTerm implements Term {
    private final List<String> names;
    private final Penalty penalty;
    private final boolean ofParameters;
    private final IntToDoubleFunction weight;
    private final Tensor factor;

    /**
     * A term with one loss.
     *
     * @param name the name of the loss
     * @param ofParameters whether it is measured on the parameters instead of the picture
     * @param weight the weight after a number of steps
     */
    PenaltyTerm(String name, Penalty penalty, boolean ofParameters, IntToDoubleFunction weight, Tape tape) {
        this.names = List.of(name);
        this.penalty = penalty;
        this.ofParameters = ofParameters;
        this.weight = weight;
        this.factor = tape.take(1);
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public void measure(Look look, double[] losses) {
        look.enter(Phase.REGULARISERS);
        double now = weight.applyAsDouble(look.step());
        Tensor x = ofParameters ? look.parameters() : look.picture();
        Kernels kernels = look.tape().kernels();
        try (Tensor own = look.tape().take(x.shape())) {
            losses[0] = now * penalty.measure(x, own);
            // Not scale(), which caches each of its factors as a constant on the device.
            factor.write(0, now);
            kernels.combine(Pair.MULTIPLY, own, factor, own);
            kernels.add(ofParameters ? look.parameterGradient() : look.pictureGradient(), own);
        }
    }
}
