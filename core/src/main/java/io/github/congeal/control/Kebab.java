package io.github.congeal.control;

import java.util.Locale;

/** Names of Java as they are written: in small letters with hyphens. */
final class Kebab {
    private Kebab() {}

    /**
     * {@code ThinPlateSpline}, {@code thinPlateSpline} or {@code THIN_PLATE_SPLINE} as {@code thin-plate-spline}. A capital
     * at the end begins no word of its own: {@code AdamW} is {@code adamw}.
     */
    static String of(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])(?!$)", "$1-$2")
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
    }
}
