package io.github.congeal;

import io.github.congeal.internal.engine.Networks;
import io.github.congeal.model.Model;

/** What a picture congeals from where there is no initial image. */
public enum Start {
    /**
     * A code of the codebook for each place, drawn at random: the notebooks' start, and the default of published
     * models.
     */
    RANDOM,
    /** A plain ground with a hint of noise, which leaves the surroundings of things quiet. */
    PLAIN,
    /**
     * A first sketch of the prompts by a small network of the {@linkplain Model#bundled() bundled model}; no other model
     * has one. Every seed gives another: the ground, the place, whether it is drawn flat, and a little of what is to
     * be seen. Only prompts of positive weight are painted, all in one picture and each as much as it weighs, and of long
     * ones only the beginning; where there is nothing to paint, as with nothing but target images, this is
     * {@link #PLAIN}.
     */
    PAINTED;

    /** This, or the next best with networks that lack what it takes. */
    Start orPossible(Networks networks) {
        return isPossible(networks) ? this : PLAIN;
    }

    private boolean isPossible(Networks networks) {
        return this != PAINTED || networks.painter().isPresent();
    }
}
