package io.github.congeal.internal.vqgan;

import org.jspecify.annotations.Nullable;

/**
 * What neither the names nor the shapes of a VQGAN's tensors tell.
 *
 * @param groups the groups of every normalisation
 * @param choice how codes are chosen, if what describes the model says it
 */
public record VqganConfiguration(int groups, @Nullable CodeChoice choice) {
    /** The groups of every normalisation in published models. */
    public static final int USUAL_GROUPS = 32;

    /** The configuration of taming's models. */
    public static final VqganConfiguration TAMING = of(USUAL_GROUPS);

    /** A configuration in which names and shapes tell how codes are chosen. */
    public static VqganConfiguration of(int groups) {
        return new VqganConfiguration(groups, null);
    }
}
