package io.github.congeal.internal.guidance;

import io.github.congeal.control.Outside;
import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.SamplePadding;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What fills the area around moved cutouts. */
final class Surroundings {
    private Surroundings() {}

    /**
     * How all cutouts of a step are moved. Draws one number if what is outside is grey.
     *
     * @param outside what is seen there
     * @param projective whether homographies may be such that parallels meet
     */
    static Function<Homography, Transform<?>> draw(Outside outside, boolean projective, RandomGenerator random) {
        return switch (outside) {
            case BLACK -> new Sample(SamplePadding.ZEROS)::with;
            case GREY -> {
                Remap kind = new Remap(SamplePadding.ZEROS, (float) random.nextDouble());
                yield source -> kind.with(new Moved(source));
            }
            // The gradient of a sample would look for pixels beyond the edge, where the horizon may be.
            case EDGE ->
                projective
                        ? source -> new Remap(SamplePadding.BORDER, 0).with(new Moved(source))
                        : new Sample(SamplePadding.BORDER)::with;
            case REFLECTION ->
                source -> new Remap(SamplePadding.BORDER, 0).with(new Reflected(new Moved(source), true));
        };
    }
}
