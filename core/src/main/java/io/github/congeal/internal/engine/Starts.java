package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import java.util.List;

/** The implementation of each start that can be set. */
final class Starts {
    private Starts() {}

    /**
     * The start of a run: the initial image if there is one, otherwise the start that was set.
     *
     * @param settings complete, with pictures already read
     * @throws IllegalArgumentException if the model lacks what the start takes
     */
    static Start of(io.github.congeal.control.Settings settings, Networks networks, List<Goal> goals) {
        if (settings.has(Control.INITIAL_IMAGE)) {
            return new EncodedImage(settings.get(Control.INITIAL_IMAGE).image().orElseThrow());
        }
        return of(settings.get(Control.START), networks, goals);
    }

    private static Start of(io.github.congeal.control.Start start, Networks networks, List<Goal> goals) {
        if (start instanceof io.github.congeal.control.Start.Plain plain) {
            return ground(plain);
        }
        if (start instanceof io.github.congeal.control.Start.Painted painted) {
            return PaintedPicture.of(
                    networks.painter()
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "start was %s, but this model has no painter: give plain or random, or take a model that has one"
                                            .formatted(start))),
                    painted.variety().orElseThrow(),
                    ground(Defaults.plain(networks.defaults())),
                    goals);
        }
        return new RandomCodes();
    }

    private static PlainGround ground(io.github.congeal.control.Start.Plain plain) {
        return new PlainGround(plain.ground().orElseThrow(), plain.noise().orElseThrow());
    }
}
