package io.github.congeal;

import io.github.congeal.control.Augmentation;
import io.github.congeal.control.AugmentationSet;
import io.github.congeal.control.Canvas;
import io.github.congeal.control.Control;
import io.github.congeal.control.Dither;
import io.github.congeal.control.Fit;
import io.github.congeal.control.Loss;
import io.github.congeal.control.Motion;
import io.github.congeal.control.Regularizer;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Tiling;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks settings for contradictions, whatever the model. */
final class Contradictions {
    private Contradictions() {}

    /**
     * Refuses settings that contradict each other or leave nothing to make.
     *
     * @param settings the settings, complete
     * @param losses the caller's own losses, by name
     * @throws IllegalArgumentException if they do; the message names the controls and what to do
     */
    static void refuse(Settings settings, Map<String, Loss> losses) {
        if (settings.get(Control.PROMPTS).isEmpty()
                && settings.find(Control.STORY).isEmpty()
                && settings.get(Control.TARGETS).isEmpty()
                && losses.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is nothing to make: give at least one prompt, target image or loss");
        }
        refuseInCells(settings);
        if (settings.has(Control.MOTION) && settings.has(Control.EMA)) {
            throw new IllegalArgumentException(
                    "ema was %s, but with motion an average of past steps would show the picture in several places: give motion a smoothing instead"
                            .formatted(settings.get(Control.EMA)));
        }
        List<Augmentation> augmentations = settings.get(Control.AUGMENTATIONS);
        if (augmentations.size() > 1 && augmentations.contains(AugmentationSet.NONE)) {
            throw new IllegalArgumentException("augmentation was %s, but none is for itself: leave it or the others out"
                    .formatted(Control.AUGMENTATIONS.write(augmentations)));
        }
        refuseTogether(settings, Control.COARSE_TO_FINE, Control.PIXELS, Control.PALETTE, Control.MOTION);
        refuseTogether(settings, Control.TILED_DECODING, Control.PIXELS);
        if (settings.has(Control.TILED_DECODING) && settings.get(Control.TILING) != Tiling.NONE) {
            throw new IllegalArgumentException(
                    "tiling was %s, for which the picture is decoded whole, but tiled-decoding decodes its parts: leave one of them out"
                            .formatted(Control.TILING.write(settings.get(Control.TILING))));
        }
        if (settings.has(Control.COARSE_TO_FINE) && settings.get(Control.INITIAL_FIT) instanceof Fit.Place place) {
            throw new IllegalArgumentException(
                    "initial-fit was %s, which is a place in pixels, but with coarse-to-fine the picture has several sizes: leave one of them out"
                            .formatted(place));
        }
        if (!settings.get(Control.CANVAS).equals(Canvas.LATENT)) {
            ofTheLatent(settings).ifPresent(said -> {
                throw new IllegalArgumentException("%s is about the latent, but canvas was %s: leave one of them out"
                        .formatted(said, settings.get(Control.CANVAS)));
            });
        }
    }

    /** Returns a setting that concerns the latent, in its written form; empty if there is none. */
    private static Optional<String> ofTheLatent(Settings settings) {
        for (Control<?> control : List.of(Control.INIT_WEIGHT, Control.MSE_REGULARIZATION)) {
            if (settings.has(control)) {
                return Optional.of(control.name());
            }
        }
        if (!settings.get(Control.CLAMP_LATENT)) {
            return Optional.of("clamp-latent false");
        }
        return settings.get(Control.REGULARIZERS).stream()
                .filter(Contradictions::isOfTheLatent)
                .map(regularizer -> "regularizer " + regularizer)
                .findFirst();
    }

    private static boolean isOfTheLatent(Regularizer regularizer) {
        return regularizer instanceof Regularizer.TotalVariation variation
                && variation.of() == Regularizer.TotalVariation.Place.LATENT;
    }

    /** Refuses settings that do not go with cells or a palette. */
    private static void refuseInCells(Settings settings) {
        if (settings.get(Control.DITHER) != Dither.NONE && !settings.has(Control.PALETTE)) {
            throw new IllegalArgumentException("dither was %s, but there is no palette: give one"
                    .formatted(Control.DITHER.write(settings.get(Control.DITHER))));
        }
        if (!settings.has(Control.PIXELS)) {
            return;
        }
        if (settings.get(Control.DITHER) != Dither.NONE) {
            throw new IllegalArgumentException(
                    "dither was %s, but cells are painted in the palette's colours: leave dither or pixels out"
                            .formatted(Control.DITHER.write(settings.get(Control.DITHER))));
        }
        settings.find(Control.MOTION)
                .filter(motion -> motion.of() == Motion.Moved.LATENT)
                .ifPresent(motion -> {
                    throw new IllegalArgumentException(
                            "motion was %s, but cells have no latent: move the picture".formatted(motion));
                });
        settings.get(Control.REGULARIZERS).stream()
                .filter(Contradictions::isOfTheLatent)
                .findFirst()
                .ifPresent(regularizer -> {
                    throw new IllegalArgumentException(
                            "regularizer was %s, but cells have no latent: take that of the picture"
                                    .formatted(regularizer));
                });
        refuseInCells(settings.has(Control.MASK), Control.MASK);
        refuseInCells(settings.has(Control.MSE_REGULARIZATION), Control.MSE_REGULARIZATION);
        refuseInCells(!settings.get(Control.CANVAS).equals(Canvas.LATENT), Control.CANVAS);
    }

    private static void refuseInCells(boolean isSaid, Control<?> control) {
        if (isSaid) {
            throw new IllegalArgumentException(
                    "%s is for pictures of the VQGAN, not of cells: leave it or pixels out".formatted(control.name()));
        }
    }

    private static void refuseTogether(Settings settings, Control<?> one, Control<?>... others) {
        for (Control<?> other : others) {
            if (settings.has(one) && settings.has(other)) {
                throw new IllegalArgumentException(
                        "%s and %s were both given, but do not go together: leave one of them out"
                                .formatted(one.name(), other.name()));
            }
        }
    }
}
