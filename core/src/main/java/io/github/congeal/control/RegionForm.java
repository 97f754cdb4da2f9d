package io.github.congeal.control;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes regions by their names or numbers. */
final class RegionForm implements Form<Region> {
    /** Written after a text that itself ends like a region, so that this ending is not read as one. */
    static final String EVERYWHERE = "everywhere";

    private static final Form<Region> NUMBERS = Form.words(
            new Region.Rectangle(0, 0, 1, 1, 0.2),
            new Region.Ellipse(0.5, 0.5, 0.5, 0.5, 0.2),
            new Region.Mask(ImageSource.of(Path.of("mask.png"))));

    private static final Pattern BEHIND = Pattern.compile(
            "(?<!\\s)\\s*+@\\s*+(top|bottom|left|right|middle|everywhere"
                    + "|(?:rectangle|ellipse|mask)\\s*+\\([^()]*+(?:\\([^()]*+\\)[^()]*+)*+\\))\\s*+$",
            Pattern.CASE_INSENSITIVE);

    /** Finds a region at the end of a text. */
    static Matcher behind(String text) {
        return BEHIND.matcher(text);
    }

    private static Map<String, Region> names() {
        Map<String, Region> names = new LinkedHashMap<>();
        names.put("top", Region.TOP);
        names.put("bottom", Region.BOTTOM);
        names.put("left", Region.LEFT);
        names.put("right", Region.RIGHT);
        names.put("middle", Region.MIDDLE);
        return names;
    }

    @Override
    public String write(Region region) {
        return names().entrySet().stream()
                .filter(name -> name.getValue().equals(region))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> NUMBERS.write(region));
    }

    @Override
    public Region read(String text) {
        Region named = names().get(Kebab.of(text.strip()));
        return named == null ? NUMBERS.read(text) : named;
    }

    @Override
    public String allowed() {
        return "one of " + String.join(", ", names().keySet()) + ", or " + NUMBERS.allowed();
    }

    @Override
    public String example() {
        return "top";
    }
}
