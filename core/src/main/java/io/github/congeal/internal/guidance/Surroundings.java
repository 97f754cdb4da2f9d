package io.github.congeal.internal.guidance;

import io.github.congeal.control.Outside;
import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.SamplePadding;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Creates the transforms that move cutouts and fill the area outside. */
final class Surroundings {
    private Surroundings() {}

    /**
     * The transform for a homography, for all cutouts of a step. Draws one number, the grey, if the outside is grey.
     *
     * @param outside what fills the area outside
     * @param projective whether homographies may be other than affine
     */
    static Function<Homography, Transform<?>> draw(Outside outside, boolean projective, RandomGenerator random) {
        return switch (outside) {
            case BLACK -> new Sample(SamplePadding.ZEROS)::with;
            case GREY -> {
                Remap kind = new Remap(SamplePadding.ZEROS, (float) random.nextDouble());
                yield source -> kind.with(new Moved(source));
            }
            // The gradient of a Sample would search pixels beyond the edge, where a projective map may have its
            // horizon.
            case EDGE ->
                projective
                        ? source -> new Remap(SamplePadding.BORDER, 0).with(new Moved(source))
                        : new Sample(SamplePadding.BORDER)::with;
            case REFLECTION ->
                source -> new Remap(SamplePadding.BORDER, 0).with(new Reflected(new Moved(source), true));
        };
    }
}
