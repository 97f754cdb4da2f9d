package io.github.congeal.model;

import io.github.congeal.control.Form;
import java.nio.file.Path;
import java.util.Optional;

/** A setting of the user's, for this program or for all programs. */
final class Setting {
    private static final Form<Path> PATH = Form.path("/var/cache");

    private Setting() {}

    /**
     * Returns the value of the system property, or else of the environment variable; an empty value counts as not set.
     */
    static Optional<String> of(String property, String variable) {
        return Optional.ofNullable(System.getProperty(property))
                .filter(value -> !value.isBlank())
                .or(() -> Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank()));
    }

    /**
     * Returns the path that a setting names.
     *
     * @param name of the setting, for the message
     * @throws IllegalArgumentException if Java cannot express it in this locale
     */
    static Path path(String name, String value) {
        try {
            return PATH.read(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s was \"%s\": %s".formatted(name, value, e.getMessage()), e);
        }
    }
}
