package io.github.congeal.model;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the text form of a catalogue: lines of a key and a value; each {@code model} begins another entry. */
final class CatalogueText {
    private static final List<String> WORDS = List.of(
            "model",
            "kind",
            "good-at",
            "format",
            "licence",
            "file",
            "bytes",
            "about-bytes",
            "sha256",
            "config",
            "mirror");

    private final String source;
    private final List<PublishedModel> models = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();
    private final List<URI> mirrors = new ArrayList<>();
    private int line;

    private CatalogueText(String source) {
        this.source = source;
    }

    static List<PublishedModel> parse(List<String> lines, String source) {
        CatalogueText text = new CatalogueText(source);
        for (String line : lines) {
            text.line++;
            try {
                text.take(line.strip());
            } catch (IllegalArgumentException e) {
                throw text.complaint(e.getMessage(), e);
            }
        }
        try {
            text.finish();
        } catch (IllegalArgumentException e) {
            throw text.complaint(e.getMessage(), e);
        }
        return text.models;
    }

    private void take(String content) {
        if (content.isEmpty() || content.startsWith("#")) {
            return;
        }
        String[] parts = content.split("\\s+", 2);
        if (parts.length < 2 || !WORDS.contains(parts[0])) {
            throw new IllegalArgumentException("'%s' must be one of %s and a value".formatted(content, WORDS));
        }
        if (parts[0].equals("model")) {
            finish();
        }
        if (parts[0].equals("mirror")) {
            mirrors.add(URI.create(parts[1]));
        } else if (values.put(parts[0], parts[1]) != null) {
            throw new IllegalArgumentException("a second '%s' of one model".formatted(parts[0]));
        }
    }

    private void finish() {
        if (!values.isEmpty()) {
            models.add(new PublishedModel(
                    value("model"),
                    PublishedModel.Kind.valueOf(value("kind").toUpperCase(Locale.ROOT)),
                    value("good-at"),
                    value("format"),
                    value("licence"),
                    value("file"),
                    Long.parseLong(values.getOrDefault("bytes", "0")),
                    Long.parseLong(values.getOrDefault("about-bytes", "0")),
                    Optional.ofNullable(values.get("sha256")),
                    Optional.ofNullable(values.get("config")),
                    mirrors));
            values.clear();
            mirrors.clear();
        }
    }

    private String value(String word) {
        String value = values.get(word);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the model before this line, %s, has no '%s'".formatted(values.get("model"), word));
        }
        return value;
    }

    private IllegalArgumentException complaint(String reason, Exception cause) {
        return new IllegalArgumentException("%s, line %s: %s".formatted(source, line, reason), cause);
    }
}
