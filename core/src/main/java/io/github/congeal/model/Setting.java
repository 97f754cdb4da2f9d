package io.github.congeal.model;

import java.util.Optional;

/** A setting of the user's, for this program or for all programs. */
final class Setting {
    private Setting() {}

    /**
     * Returns the value of the system property, or else of the environment variable; an empty value counts as not set.
     */
    static Optional<String> of(String property, String variable) {
        return Optional.ofNullable(System.getProperty(property))
                .filter(value -> !value.isBlank())
                .or(() -> Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank()));
    }
}
