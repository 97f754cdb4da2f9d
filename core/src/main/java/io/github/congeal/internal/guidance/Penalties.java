package io.github.congeal.internal.guidance;

import io.github.congeal.control.Regularizer;
import io.github.congeal.internal.tensor.Tape;
import java.util.function.IntToDoubleFunction;

/** Maps each regulariser of the settings to its implementation. */
public final class Penalties {
    private Penalties() {}

    /**
     * The term of a regulariser.
     *
     * @param weight its weight after a number of steps
     * @param size the size of the picture
     * @throws IllegalArgumentException if it does not suit pictures of that size
     */
    public static Term term(Regularizer regularizer, IntToDoubleFunction weight, PictureSize size, Tape tape) {
        boolean ofLatent = regularizer instanceof Regularizer.TotalVariation variation
                && variation.of() == Regularizer.TotalVariation.Place.LATENT;
        String name = regularizer.toString().replaceFirst("\\(.*", "");
        return new PenaltyTerm(name, penalty(regularizer, size, tape), ofLatent, weight, tape);
    }

    private static Penalty penalty(Regularizer regularizer, PictureSize size, Tape tape) {
        if (regularizer instanceof Regularizer.TotalVariation variation) {
            return new TotalVariation(variation.form(), tape);
        }
        if (regularizer instanceof Regularizer.Smoothness smoothness) {
            return new Smoothness(smoothness.form(), tape);
        }
        if (regularizer instanceof Regularizer.Gamut gamut) {
            return new Gamut(gamut.margin(), tape);
        }
        if (regularizer instanceof Regularizer.Symmetry symmetry) {
            return new Symmetry(symmetry.about(), size, tape);
        }
        if (regularizer instanceof Regularizer.Edges edges) {
            return new Edges(edges, size, tape);
        }
        if (regularizer instanceof Regularizer.Palette palette) {
            return new PaletteDistance(palette.colours(), tape);
        }
        if (regularizer instanceof Regularizer.Contrast) {
            return ColourSpread.contrast(tape);
        }
        if (regularizer instanceof Regularizer.Saturation) {
            return ColourSpread.saturation(tape);
        }
        // The aesthetic regulariser scores embeddings; any other one is missing above.
        throw new IllegalArgumentException("%s does not judge pictures".formatted(regularizer));
    }
}
