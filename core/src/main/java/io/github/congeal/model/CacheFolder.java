package io.github.congeal.model;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The folder that an operating system provides for files that can be downloaded again. */
final class CacheFolder {
    private CacheFolder() {}

    /**
     * Returns the folder on a system.
     *
     * @param system the value of {@code os.name}
     * @param home the user's home folder
     * @param environment the environment variables
     * @throws IllegalArgumentException if Java cannot express the folder in this locale
     */
    static Path on(String system, Path home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        Path parent;
        if (name.startsWith("windows")) {
            parent = variable(environment, "LOCALAPPDATA")
                    .orElse(home.resolve("AppData").resolve("Local"));
        } else if (name.startsWith("mac")) {
            parent = home.resolve("Library").resolve("Caches");
        } else {
            parent = variable(environment, "XDG_CACHE_HOME")
                    // The XDG base directory specification: relative paths are to be ignored.
                    .filter(Path::isAbsolute)
                    .orElse(home.resolve(".cache"));
        }
        return parent.resolve("congeal");
    }

    private static Optional<Path> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(value -> Setting.path(name, value));
    }
}
