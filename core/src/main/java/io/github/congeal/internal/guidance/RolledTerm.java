package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Wrap;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A term that measures a seamless tile, rolled by random distances, so that the seam can lie anywhere and no part of
 * the tile is always in the middle.
 */
public final class RolledTerm implements Term {
    private static final String WHO = "roll";

    private final Term term;
    private final Wrap wrap;
    private final int redraw;
    private final Tensor rolled;
    private final Tensor gradient;

    /**
     * A term for pictures of one size.
     *
     * @param term measures the rolled picture
     * @param wrap in which directions it is rolled
     * @param redraw the number of steps after which new distances are drawn
     */
    public RolledTerm(Term term, Wrap wrap, int redraw, PictureSize size, Tape tape) {
        this.term = term;
        this.wrap = wrap;
        this.redraw = redraw;
        this.rolled = tape.take(1, size.height(), size.width(), 3);
        this.gradient = tape.take(1, size.height(), size.width(), 3);
    }

    @Override
    public List<String> names() {
        return term.names();
    }

    @Override
    public void measure(Look look, double[] losses) {
        long height = rolled.dimension(1);
        long width = rolled.dimension(2);
        RandomGenerator random = look.random(WHO, look.step() / redraw * redraw);
        long down = distance(wrap.down(), height, random);
        long across = distance(wrap.across(), width, random);
        look.tape().kernels().roll(look.picture(), down, across, rolled);
        look.tape().kernels().fill(gradient, 0);
        term.measure(new OtherPicture(look, rolled, gradient), losses);
        term.complete();
        // The rolled picture is no longer needed: its memory is reused for the gradient, rolled back.
        look.tape().kernels().roll(gradient, (height - down) % height, (width - across) % width, rolled);
        look.tape().kernels().add(look.pictureGradient(), rolled);
    }

    private static long distance(boolean rolls, long side, RandomGenerator random) {
        double number = random.nextDouble();
        return rolls ? (long) (number * side) : 0;
    }

    @Override
    public void state(State state) {
        term.state(state);
    }
}
