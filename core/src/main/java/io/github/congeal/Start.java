package io.github.congeal;

import io.github.congeal.internal.engine.Defaults;
import io.github.congeal.internal.engine.PlainGround;
import io.github.congeal.internal.engine.RandomCodes;
import java.util.function.Function;

/** What a picture congeals from where there is no initial image. */
public enum Start {
    /**
     * A code of the codebook for each place, drawn at random: the notebooks' start, and the default of published
     * models.
     */
    RANDOM(defaults -> new RandomCodes()),
    /** A plain ground with a hint of noise, which leaves the surroundings of things quiet. */
    PLAIN(defaults -> new PlainGround(defaults.ground(), defaults.noise()));

    private final Function<Defaults, io.github.congeal.internal.engine.Start> maker;

    Start(Function<Defaults, io.github.congeal.internal.engine.Start> maker) {
        this.maker = maker;
    }

    /** A new start, with the numbers that suit a model. */
    io.github.congeal.internal.engine.Start create(Defaults defaults) {
        return maker.apply(defaults);
    }
}
