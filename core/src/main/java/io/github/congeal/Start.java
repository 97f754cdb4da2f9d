package io.github.congeal;

import io.github.congeal.internal.engine.PlainGround;
import io.github.congeal.internal.engine.RandomCodes;
import java.util.function.Supplier;

/** What a picture congeals from where there is no initial image. */
public enum Start {
    /** A code of the codebook for each place, drawn at random: the notebooks' start, and the default of published models. */
    RANDOM_CODES(RandomCodes::new),
    /** A plain ground with a hint of noise, which leaves the surroundings of things quiet. */
    PLAIN_GROUND(PlainGround::new);

    private final Supplier<io.github.congeal.internal.engine.Start> maker;

    Start(Supplier<io.github.congeal.internal.engine.Start> maker) {
        this.maker = maker;
    }

    io.github.congeal.internal.engine.Start create() {
        return maker.get();
    }
}
