package io.github.congeal.internal.engine;

import io.github.congeal.control.CutoutMethod;
import io.github.congeal.internal.guidance.AugmentedCutouts;
import io.github.congeal.internal.guidance.PlainCutouts;

/** Where each of the cutout methods that can be asked for is implemented. */
public final class CutoutMethods {
    private CutoutMethods() {}

    /** The implementation of a method. */
    public static io.github.congeal.internal.guidance.CutoutMethod of(CutoutMethod method) {
        return method instanceof CutoutMethod.Plain ? new PlainCutouts() : new AugmentedCutouts();
    }
}
