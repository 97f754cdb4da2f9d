package io.github.congeal;

import io.github.congeal.internal.guidance.AugmentedCutouts;
import io.github.congeal.internal.guidance.PlainCutouts;
import java.util.function.Supplier;

/** How the cutouts are made that CLIP looks at: square crops of random size and place, scaled to what CLIP takes. */
public enum CutoutMethod {
    /**
     * Crops that are also flipped, sharpened, turned, seen in perspective, coloured and covered with noise at random:
     * as in the Spanish notebook. The default.
     */
    AUGMENTED(AugmentedCutouts::new),
    /** Nothing but crops: as in Katherine Crowson's notebook. */
    PLAIN(PlainCutouts::new);

    private final Supplier<io.github.congeal.internal.guidance.CutoutMethod> maker;

    CutoutMethod(Supplier<io.github.congeal.internal.guidance.CutoutMethod> maker) {
        this.maker = maker;
    }

    io.github.congeal.internal.guidance.CutoutMethod create() {
        return maker.get();
    }
}
