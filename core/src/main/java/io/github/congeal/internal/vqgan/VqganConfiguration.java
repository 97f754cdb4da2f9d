package io.github.congeal.internal.vqgan;

import org.jspecify.annotations.Nullable;

/**
 * What cannot be inferred from the names and shapes of a VQGAN's tensors.
 *
 * @param groups the groups of every normalisation
 * @param choice how codes are chosen, if a description of the model says it; null to infer it
 */
public record VqganConfiguration(int groups, @Nullable CodeChoice choice) {
    /** The groups of every normalisation in published models. */
    public static final int USUAL_GROUPS = 32;

    /** The configuration of taming-transformers' models. */
    public static final VqganConfiguration TAMING = of(USUAL_GROUPS);

    /** A configuration in which the choice of codes is inferred from names and shapes. */
    public static VqganConfiguration of(int groups) {
        return new VqganConfiguration(groups, null);
    }
}
