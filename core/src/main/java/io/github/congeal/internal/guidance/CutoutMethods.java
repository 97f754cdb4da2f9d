package io.github.congeal.internal.guidance;

import java.util.Map;

/** The implementations of the public cutout methods. */
public final class CutoutMethods {
    private static final Map<io.github.congeal.control.CutoutMethod, CutoutMethod> METHODS = Map.of(
            io.github.congeal.control.CutoutMethod.AUGMENTED, new AugmentedCutouts(),
            io.github.congeal.control.CutoutMethod.PLAIN, new PlainCutouts());

    private CutoutMethods() {}

    /** The implementation of a method. */
    public static CutoutMethod of(io.github.congeal.control.CutoutMethod word) {
        return METHODS.get(word);
    }
}
