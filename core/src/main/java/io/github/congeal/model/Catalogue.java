package io.github.congeal.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A catalogue of published models, by name. */
public final class Catalogue {
    private final List<PublishedModel> models;

    private Catalogue(List<PublishedModel> models) {
        this.models = List.copyOf(models);
    }

    /**
     * Returns the catalogue in the file named by the system property {@code congeal.catalogue}, or else by the
     * environment variable {@code CONGEAL_CATALOGUE}; without either, the bundled catalogue.
     *
     * @throws UncheckedIOException if that file cannot be read
     * @throws IllegalArgumentException if it is not a catalogue
     */
    public static Catalogue standard() {
        return Setting.of("congeal.catalogue", "CONGEAL_CATALOGUE")
                .map(file -> {
                    try {
                        return read(Setting.path("CONGEAL_CATALOGUE", file));
                    } catch (IOException e) {
                        throw new UncheckedIOException("the catalogue " + file + " cannot be read", e);
                    }
                })
                .orElseGet(Catalogue::bundled);
    }

    /** Returns the bundled catalogue. */
    public static Catalogue bundled() {
        return Bundled.CATALOGUE;
    }

    /**
     * Reads a catalogue from a text file in the form of the bundled one, {@code published-models.txt}, whose first
     * lines describe it.
     *
     * @throws IllegalArgumentException if it is not a catalogue; the message names the faulty line
     */
    public static Catalogue read(Path file) throws IOException {
        return new Catalogue(CatalogueText.parse(Files.readAllLines(file), file.toString()));
    }

    /** Returns all models, in the order of the file. */
    public List<PublishedModel> models() {
        return models;
    }

    /**
     * Finds a model by its name. Case and the characters between the parts of the name do not matter: {@code vit-b-32}
     * is {@code ViT-B/32}.
     *
     * @throws IllegalArgumentException if there is none; the message lists similar names and all others
     */
    public PublishedModel get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no published model named '%s'%s; there are %s"
                        .formatted(name, suggestion(name), names())));
    }

    /**
     * Finds a model of a kind by its name.
     *
     * @throws IllegalArgumentException if there is none, or if it is of another kind
     */
    public PublishedModel get(String name, PublishedModel.Kind kind) {
        PublishedModel model = get(name);
        if (model.kind() != kind) {
            throw new IllegalArgumentException("%s is a %s, but a %s is needed here, such as %s"
                    .formatted(
                            model.name(),
                            model.kind(),
                            kind,
                            models.stream()
                                    .filter(other -> other.kind() == kind)
                                    .map(PublishedModel::name)
                                    .collect(Collectors.joining(", "))));
        }
        return model;
    }

    /** Finds a model by its name; empty if there is none. See {@link #get(String)}. */
    public Optional<PublishedModel> find(String name) {
        return models.stream()
                .filter(model -> bare(model.name()).equals(bare(name)))
                .findFirst();
    }

    /** Returns the models whose names are similar to a word. */
    public List<PublishedModel> near(String word) {
        return models.stream()
                .filter(model -> isNear(bare(word), bare(model.name())))
                .toList();
    }

    private String names() {
        return models.stream().map(PublishedModel::name).collect(Collectors.joining(", "));
    }

    private String suggestion(String name) {
        String meant = near(name).stream().map(PublishedModel::name).collect(Collectors.joining(" or "));
        return meant.isEmpty() ? "" : " (did you mean %s?)".formatted(meant);
    }

    private static boolean isNear(String given, String name) {
        return given.length() > 2 && name.contains(given) || distance(given, name) <= 2;
    }

    /**
     * Returns the number of letters to insert, delete or change to get from one word to the other (Levenshtein
     * distance).
     */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j - 1], row[j]) + 1);
            }
        }
        return row[b.length()];
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Holds the bundled catalogue, which is read on first use. */
    private static final class Bundled {
        private static final Catalogue CATALOGUE = read();

        private static Catalogue read() {
            String file = "published-models.txt";
            try (InputStream in = Catalogue.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IllegalStateException("congeal-core's jar lacks its catalogue, " + file);
                }
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                return new Catalogue(CatalogueText.parse(lines.lines().toList(), file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
