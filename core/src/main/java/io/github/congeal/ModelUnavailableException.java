package io.github.congeal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A published model that is not on this machine: it was not downloaded yet, or none of its mirrors delivers it. The
 * message has several lines: they say how to download the file, and where to put it by hand.
 */
public class ModelUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String model;
    private final String file;
    private final transient Map<URI, String> failures;

    /**
     * Reports that a model is not there.
     *
     * @param model its name in the catalogue
     * @param file where it is looked for
     * @param failures the mirrors that were tried, in order, each with what went wrong; empty if none was
     * @param message all of that in words, and what to do about it
     */
    public ModelUnavailableException(String model, Path file, Map<URI, String> failures, String message) {
        super(message);
        this.model = model;
        this.file = file.toString();
        this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    /** The model's name in the catalogue. */
    public String model() {
        return model;
    }

    /** Where its file is looked for. */
    public Path file() {
        return Path.of(file);
    }

    /** The mirrors that were tried, in order, each with what went wrong; empty if none was. */
    public Map<URI, String> failures() {
        return failures;
    }
}
