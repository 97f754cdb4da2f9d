package io.github.congeal;

import io.github.congeal.internal.engine.Goal;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.PaintedPicture;
import io.github.congeal.internal.engine.PlainGround;
import io.github.congeal.internal.engine.RandomCodes;
import io.github.congeal.model.Model;
import java.util.List;
import java.util.function.BiFunction;

/** What a picture congeals from where there is no initial image. */
public enum Start {
    /**
     * A code of the codebook for each place, drawn at random: the notebooks' start, and the default of published
     * models.
     */
    RANDOM((networks, goals) -> new RandomCodes()),
    /** A plain ground with a hint of noise, which leaves the surroundings of things quiet. */
    PLAIN((networks, goals) -> PlainGround.of(networks.defaults())),
    /**
     * A first sketch of the prompts by a small network of the {@linkplain Model#bundled() bundled model}; no other model
     * has one. Every seed gives another: the ground, the place, whether it is drawn flat, and a little of what is to
     * be seen. Only prompts of positive weight are painted, all in one picture and each as much as it weighs, and of long
     * ones only the beginning; where there is nothing to paint, as with nothing but target images, this is
     * {@link #PLAIN}.
     */
    PAINTED((networks, goals) -> PaintedPicture.of(networks.painter().orElseThrow(), networks.defaults(), goals));

    private final BiFunction<Networks, List<Goal>, io.github.congeal.internal.engine.Start> maker;

    Start(BiFunction<Networks, List<Goal>, io.github.congeal.internal.engine.Start> maker) {
        this.maker = maker;
    }

    /** This, or the next best with networks that lack what it takes. */
    Start orPossible(Networks networks) {
        return isPossible(networks) ? this : PLAIN;
    }

    private boolean isPossible(Networks networks) {
        return this != PAINTED || networks.painter().isPresent();
    }

    /**
     * A new start, with the numbers that suit a model.
     *
     * @throws IllegalArgumentException if the model has not what it takes
     */
    io.github.congeal.internal.engine.Start create(Networks networks, List<Goal> goals) {
        if (!isPossible(networks)) {
            throw new IllegalArgumentException(
                    "start was %s, but this model has no painter: give %s or %s, or take a model that has one"
                            .formatted(this, PLAIN, RANDOM));
        }
        return maker.apply(networks, goals);
    }
}
