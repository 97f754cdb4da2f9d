package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;

/**
 * A term that measures the rectangle around a region as a picture of its own. Its gradient is multiplied by the share
 * of each pixel that lies in the region.
 */
public final class RegionTerm implements Term {
    private static final int COLOURS = 3;

    private final Term term;
    private final RegionMask region;
    private final Tensor part;
    private final Tensor gradient;
    private final Tensor shares;

    /**
     * A term for pictures of one size.
     *
     * @param term measures pictures of the size of the region's rectangle
     */
    public RegionTerm(Term term, RegionMask region, Tape tape) {
        this.term = term;
        this.region = region;
        int height = region.box().height();
        int width = region.box().width();
        this.part = tape.take(1, height, width, COLOURS);
        this.gradient = tape.take(1, height, width, COLOURS);
        this.shares = tape.take(1, height, width, COLOURS);
        float[] ofColours = new float[region.shares().length * COLOURS];
        for (int i = 0; i < ofColours.length; i++) {
            ofColours[i] = region.shares()[i / COLOURS];
        }
        shares.write(0, ofColours, 0, ofColours.length);
    }

    @Override
    public List<String> names() {
        return term.names();
    }

    @Override
    public void measure(Look look, double[] losses) {
        Kernels kernels = look.tape().kernels();
        kernels.copy(rectangle(look.picture()), asMatrix(part));
        kernels.fill(gradient, 0);
        term.measure(new OtherPicture(look, part, gradient), losses);
        term.complete();
        kernels.multiplyElements(gradient, shares);
        Tensor whole = rectangle(look.pictureGradient());
        kernels.combine(Pair.ADD, whole, asMatrix(gradient), whole);
    }

    private Tensor asMatrix(Tensor x) {
        return x.first(region.box().height(), (long) COLOURS * region.box().width());
    }

    /** The rectangle of a picture, as a view. */
    private Tensor rectangle(Tensor picture) {
        long row = COLOURS * picture.dimension(2);
        long[] shape = {region.box().height(), (long) COLOURS * region.box().width()};
        return picture.strided(region.y() * row + (long) COLOURS * region.x(), shape, row, 1);
    }

    @Override
    public void state(State state) {
        term.state(state);
    }
}
