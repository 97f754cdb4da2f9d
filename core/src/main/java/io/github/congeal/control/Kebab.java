package io.github.congeal.control;

import java.util.Locale;

/** Converts Java names to their written form, in small letters with hyphens. */
final class Kebab {
    private Kebab() {}

    /**
     * Converts {@code ThinPlateSpline}, {@code thinPlateSpline} or {@code THIN_PLATE_SPLINE} to {@code
     * thin-plate-spline}. A final capital does not start a word: {@code AdamW} becomes {@code adamw}.
     */
    static String of(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])(?!$)", "$1-$2")
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
    }
}
