package io.github.congeal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Thrown when a published model is not on this machine: it has not been downloaded, or no mirror delivers it. The
 * message has several lines; they say how to download the file and where to put it by hand.
 */
public class ModelUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String model;
    private final String file;
    private final transient Map<URI, String> failures;

    /**
     * Creates an exception for a missing model.
     *
     * @param model the model's name in the catalogue
     * @param file the path where its file is expected
     * @param failures the mirrors that were tried, in order, each with its failure; empty if none was tried
     * @param message all of that in words, and what to do about it
     */
    public ModelUnavailableException(String model, Path file, Map<URI, String> failures, String message) {
        super(message);
        this.model = model;
        this.file = file.toString();
        this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    /** Returns the model's name in the catalogue. */
    public String model() {
        return model;
    }

    /** Returns the path where its file is expected. */
    public Path file() {
        return Path.of(file);
    }

    /** Returns the mirrors that were tried, in order, each with its failure; empty if none was tried. */
    public Map<URI, String> failures() {
        return failures;
    }
}
