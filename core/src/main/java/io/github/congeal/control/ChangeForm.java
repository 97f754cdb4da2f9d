package io.github.congeal.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a change as a step, a colon, and the settings that change. */
final class ChangeForm implements Form<Change> {
    private static final Pattern CHANGE = Pattern.compile("\\s*(\\d+)\\s*:\\s*([a-z].*)", Pattern.DOTALL);
    /** Finds the next change in a text that holds several: values contain bars of their own. */
    private static final Pattern BETWEEN = Pattern.compile("\\|(?=\\s*\\d+\\s*:\\s*[a-z][a-z0-9-]*(?:\\.\\d+)?\\s*=)");

    private static final Pattern ENTRY = Pattern.compile("((?:[^;\\\\]++|\\\\.|\\\\$)*+)(;|$)", Pattern.DOTALL);

    @Override
    public String write(Change change) {
        return change.settings().toText().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replaceAll("[;\\\\]", "\\\\$0"))
                .collect(Collectors.joining("; ", change.step() + ": ", ""));
    }

    @Override
    public Change read(String text) {
        Matcher change = CHANGE.matcher(text);
        if (!change.matches()) {
            throw new FormException();
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (String entry : entries(change.group(2))) {
            int equals = entry.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "%s changes nothing: write CONTROL=VALUE".formatted(Writing.quoted(entry.strip())));
            }
            String name = entry.substring(0, equals).strip();
            if (settings.put(name, entry.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException("%s was given twice".formatted(name));
            }
        }
        return new Change(step(change.group(1)), Settings.fromText(settings));
    }

    private static int step(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new FormException();
        }
    }

    private static List<String> entries(String text) {
        List<String> entries = new ArrayList<>();
        Matcher entry = ENTRY.matcher(text);
        for (int at = 0;
                at <= text.length() && entry.find(at);
                at = entry.end() + (entry.group(2).isEmpty() ? 1 : 0)) {
            if (!entry.group(1).isBlank()) {
                entries.add(entry.group(1).replaceAll("\\\\(.)", "$1"));
            }
        }
        return entries;
    }

    @Override
    public List<String> separate(String texts) {
        return List.of(BETWEEN.split(texts));
    }

    @Override
    public String allowed() {
        return "a step, a colon, and CONTROL=VALUE, several with ; between";
    }

    @Override
    public String example() {
        return "120: prompt=a red house; step-size=0.05";
    }
}
