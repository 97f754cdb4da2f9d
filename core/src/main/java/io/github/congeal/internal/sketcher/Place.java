package io.github.congeal.internal.sketcher;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Places that a prompt can name, with their backgrounds, each in several variants. */
enum Place {
    NIGHT(true, "at night", "in the night", "by night", "under the stars", "in the moonlight", "under a starry sky") {
        @Override
        void paint(Backdrop backdrop, int variant) {
            backdrop.fill(new Rgb(0.03, 0.04, 0.16), new Rgb(0.13, 0.15, 0.38))
                    .dots(10 + variant, 36, 0.006, 0.7, WHITE, 1)
                    .dots(50 + variant, 1, 0.06, 0.25, new Rgb(0.98, 0.95, 0.75), 1);
            backdrop.land(Backdrop.hills(0.84, 7, variant), new Rgb(0.06, 0.12, 0.12), new Rgb(0.05, 0.1, 0.09));
        }
    },
    SPACE(false, "in space", "in outer space", "among the stars") {
        @Override
        void paint(Backdrop backdrop, int variant) {
            backdrop.fill(new Rgb(0.02, 0.02, 0.06)).dots(20 + variant, 60, 0.006, 1, WHITE, 1);
        }
    },
    SUNSET(true, "at sunset", "at dawn", "at dusk", "at sunrise", "in the evening sun", "in front of a sunset") {
        @Override
        void paint(Backdrop backdrop, int variant) {
            backdrop.fill(new Rgb(0.35, 0.2, 0.5), new Rgb(1, 0.62, 0.25))
                    .dots(60 + variant, 1, 0.08, 0.5, new Rgb(1, 0.85, 0.4), 1);
            backdrop.land(Backdrop.hills(0.82, 5, variant), new Rgb(0.3, 0.17, 0.25), new Rgb(0.25, 0.13, 0.2));
        }
    },
    SNOW(true, "in the snow", "in snow", "in winter", "on a snowy day", "in a snowy landscape") {
        @Override
        void paint(Backdrop backdrop, int variant) {
            backdrop.fill(new Rgb(0.62, 0.74, 0.88), new Rgb(0.85, 0.91, 0.97));
            backdrop.land(Backdrop.hills(0.68, 6, variant), WHITE, new Rgb(0.93, 0.95, 1));
            backdrop.dots(30 + variant, 24, 0.01, 1, WHITE, 1);
        }
    },
    SEA(true, "on the sea", "at sea", "in the sea", "on the water", "on the ocean", "in the ocean", "in a storm") {
        @Override
        void paint(Backdrop backdrop, int variant) {
            backdrop.fill(new Rgb(0.6, 0.82, 0.97), new Rgb(0.85, 0.93, 0.99))
                    .land(
                            x -> 0.6 + 0.012 * Math.sin(40 * x + variant),
                            new Rgb(0.2, 0.55, 0.85),
                            new Rgb(0.08, 0.3, 0.6));
        }
    },
    GRASS(
            true,
            "on the grass",
            "in the grass",
            "on grass",
            "in a meadow",
            "in a field",
            "in the garden",
            "in a garden",
            "in the park",
            "on a hill",
            "on a green hill") {
        @Override
        void paint(Backdrop backdrop, int variant) {
            backdrop.fill(new Rgb(0.5, 0.77, 0.97), new Rgb(0.85, 0.94, 1));
            backdrop.land(Backdrop.hills(0.66, 5, variant), new Rgb(0.42, 0.76, 0.3), new Rgb(0.25, 0.55, 0.2));
        }
    },
    DESERT(true, "in the desert", "in a desert", "on the beach", "on a beach", "at the beach", "on the sand") {
        @Override
        void paint(Backdrop backdrop, int variant) {
            backdrop.fill(new Rgb(0.55, 0.8, 0.97), new Rgb(0.9, 0.94, 0.95));
            backdrop.land(Backdrop.hills(0.66, 4, variant), new Rgb(0.96, 0.85, 0.6), new Rgb(0.88, 0.72, 0.45));
        }
    },
    SKY(false, "in the sky", "in the clouds", "under a blue sky", "in a blue sky", "above the clouds") {
        @Override
        void paint(Backdrop backdrop, int variant) {
            backdrop.fill(new Rgb(0.35, 0.66, 0.95), new Rgb(0.72, 0.88, 1))
                    .dots(70 + variant, 5, 0.1, 1, WHITE, 0.8)
                    .dots(80 + variant, 6, 0.07, 1, WHITE, 0.7);
        }
    },
    FOREST(true, "in the forest", "in a forest", "in the woods", "among trees", "in the jungle") {
        @Override
        void paint(Backdrop backdrop, int variant) {
            backdrop.fill(new Rgb(0.12, 0.4, 0.2), new Rgb(0.2, 0.52, 0.25))
                    .stripes(26, variant, new Rgb(0.32, 0.2, 0.11));
            backdrop.land(Backdrop.hills(0.8, 3, variant), new Rgb(0.28, 0.48, 0.2), new Rgb(0.22, 0.42, 0.16));
        }
    },
    UNDERWATER(false, "under water", "underwater", "under the sea", "at the bottom of the sea") {
        @Override
        void paint(Backdrop backdrop, int variant) {
            backdrop.fill(new Rgb(0.2, 0.65, 0.85), new Rgb(0.04, 0.25, 0.5));
            backdrop.land(Backdrop.hills(0.88, 8, variant), new Rgb(0.78, 0.68, 0.46), new Rgb(0.72, 0.63, 0.43));
            backdrop.dots(90 + variant, 14, 0.016, 0.85, WHITE, 0.6);
        }
    },
    ROOM(true, "on a table", "on the table", "on a wooden table", "on the floor", "in a room", "in the kitchen") {
        @Override
        void paint(Backdrop backdrop, int variant) {
            backdrop.fill(new Rgb(0.93, 0.88, 0.78))
                    .land(x -> 0.7, new Rgb(0.66, 0.43, 0.24), new Rgb(0.5, 0.31, 0.17));
        }
    };

    /** The number of variants of each place; higher indices repeat them. */
    static final int VARIANTS = 4;

    private static final Rgb WHITE = new Rgb(1, 1, 1);

    private final boolean stands;
    private final List<String> phrases;

    Place(boolean stands, String... phrases) {
        this.stands = stands;
        this.phrases = List.of(phrases);
    }

    abstract void paint(Backdrop backdrop, int variant);

    /** Whether objects stand on its ground, instead of floating. */
    boolean stands() {
        return stands;
    }

    /** The background of a variant. */
    Ground ground(int variant) {
        return side -> {
            Backdrop backdrop = new Backdrop(side);
            paint(backdrop, variant % VARIANTS);
            return backdrop.picture();
        };
    }

    /** The place that a prompt names; of several, the one named by the longest phrase. */
    static Optional<Place> of(String prompt) {
        String text = " " + Subject.clean(prompt) + " ";
        return Arrays.stream(values())
                .filter(place -> place.length(text) > 0)
                .max(Comparator.comparingInt(place -> place.length(text)));
    }

    /** The length of the longest phrase by which a text names this place; 0 if it does not. */
    private int length(String text) {
        return phrases.stream()
                .filter(phrase -> text.contains(" " + phrase + " "))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
