package io.github.congeal.internal.sketcher;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The objects of a prompt and their arrangement: "two red apples in the snow" is two of "a red apple".
 *
 * @param things the objects to look up: one, or two different ones
 * @param count how many there are of a single object
 * @param stacked whether the first of two objects is above the second, instead of left of it
 */
record Composition(List<Thing> things, int count, boolean stacked) {
    /** The index of the arrangement of one object in the middle. */
    static final int ONE = 1;

    /** The index of the arrangement of several objects. */
    static final int SEVERAL = 2;

    /** The scale of an object in a place, relative to one on a plain background. */
    private static final double IN_A_PLACE = 0.84;

    /** The y of the lower edge of objects in a place. */
    private static final double FEET = 0.88;

    /** The fraction of the free room around the objects in which they are moved. */
    private static final double ROAMING = 0.6;

    private static final Pattern BESIDE =
            Pattern.compile(" (?:and|next to|beside|besides|& ) ?(?=(?:an?|the|one|two|three|four|five|six|some|\\w+) )"
                    + "| (?:and|next to|beside) ");
    private static final Pattern ABOVE = Pattern.compile(" above ");
    private static final Pattern BELOW = Pattern.compile(" (?:below|beneath) ");
    private static final Pattern COUNTED =
            Pattern.compile("^(a pair of|two|three|four|five|six|2|3|4|5|6) (?:(.+) )?(\\S+)$");

    /** The spot of a single object, as in the book. */
    static final List<Spot> ALONE = List.of(new Spot(0, 0, Spot.DRAWN));

    private static final List<Spot> BESIDE_EACH_OTHER = List.of(new Spot(-0.48, 0, 0.46), new Spot(0.48, 0, 0.46));
    private static final List<Spot> ABOVE_EACH_OTHER = List.of(new Spot(0, -0.48, 0.46), new Spot(0, 0.48, 0.46));

    /** The spots of one to six equal objects. */
    private static final List<List<Spot>> COUNTS = List.of(
            ALONE,
            BESIDE_EACH_OTHER,
            spots(0.44, 0, -0.46, -0.48, 0.46, 0.48, 0.46),
            spots(0.44, -0.48, -0.48, 0.48, -0.48, -0.48, 0.48, 0.48, 0.48),
            spots(0.36, -0.6, -0.52, 0.6, -0.52, 0, 0, -0.6, 0.52, 0.6, 0.52),
            spots(0.29, -0.62, -0.4, 0, -0.4, 0.62, -0.4, -0.62, 0.4, 0, 0.4, 0.62, 0.4));

    private static List<Spot> spots(double extent, double... middles) {
        Spot[] spots = new Spot[middles.length / 2];
        Arrays.setAll(spots, i -> new Spot(middles[2 * i], middles[2 * i + 1], extent));
        return List.of(spots);
    }

    /** Parses a prompt. */
    static Composition of(String prompt) {
        // Otherwise "on" would be taken for the beginning of a place.
        String text = Subject.clean(prompt).replace(" on top of ", " above ");
        Matcher place = Subject.PLACE.matcher(text);
        String said = place.find() && place.start() > 0 ? text.substring(0, place.start()) : text;
        return pair(said, ABOVE, true, false)
                .or(() -> pair(said, BELOW, true, true))
                .or(() -> pair(said, BESIDE, false, false))
                .or(() -> counted(said))
                .orElseGet(() -> new Composition(List.of(Thing.of(said)), 1, false));
    }

    /** Two things, if a word between them says so; "a red and white cat" and "a cat with a hat and a scarf" are one. */
    private static Optional<Composition> pair(String said, Pattern between, boolean stacked, boolean turned) {
        String[] parts = between.split(said, 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        String first = parts[0].strip();
        String second = parts[1].strip();
        boolean onlyAttributes = Arrays.stream(first.split(" "))
                .allMatch(word -> Vocabulary.COLOURS.contains(word) || Vocabulary.ARTICLES.contains(word));
        if (second.isEmpty() || onlyAttributes || Subject.WITH.matcher(first).find()) {
            return Optional.empty();
        }
        return Optional.of(new Composition(
                turned ? List.of(Thing.of(second), Thing.of(first)) : List.of(Thing.of(first), Thing.of(second)),
                1,
                stacked));
    }

    private static Optional<Composition> counted(String said) {
        Matcher counted = COUNTED.matcher(said);
        if (!counted.matches()) {
            return Optional.empty();
        }
        String attributes = counted.group(2) == null ? "" : counted.group(2) + " ";
        String thing = Vocabulary.withArticle(attributes + Vocabulary.singular(counted.group(3)));
        return Optional.of(
                new Composition(List.of(Thing.of(thing)), Vocabulary.NUMBERS.getOrDefault(counted.group(1), 2), false));
    }

    /** The spots without variation: one for each object, or several for the only one. */
    List<Spot> spots() {
        if (things.size() == 2) {
            return stacked ? ABOVE_EACH_OTHER : BESIDE_EACH_OTHER;
        }
        return COUNTS.get(count - 1);
    }

    /**
     * The spots in one picture: moved and scaled a little and, in a place, smaller and with their lower edge on its ground.
     */
    List<Spot> spots(Variation variation, Optional<Place> place) {
        List<Spot> usual = spots();
        boolean alone = usual.size() == 1;
        boolean grounded =
                place.filter(Place::stands).isPresent() && usual.stream().allMatch(spot -> spot.y() == 0);
        double size = alone ? variation.scale() * (place.isPresent() ? IN_A_PLACE : 1) : (1 + variation.scale()) / 2;
        return usual.stream()
                .map(spot -> {
                    double extent = spot.extent() * size;
                    double room = alone ? ROAMING * (1 - extent) : 0;
                    double y = grounded ? FEET - extent : spot.y() + room * variation.y();
                    return new Spot(spot.x() + room * variation.x(), y, extent);
                })
                .toList();
    }

    /** The index of the arrangement, as the sketcher's input. */
    int arrangement() {
        return spots().size() == 1 ? ONE : SEVERAL;
    }
}
