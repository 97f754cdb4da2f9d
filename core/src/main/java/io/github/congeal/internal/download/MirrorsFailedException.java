package io.github.congeal.internal.download;

import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Thrown if a download failed with every mirror. */
public final class MirrorsFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Map<URI, String> reasons;

    MirrorsFailedException(Map<URI, String> reasons) {
        super(reasons.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; ")));
        this.reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }

    /** The reason for each mirror's failure, in the order in which they were tried. */
    public Map<URI, String> reasons() {
        return reasons;
    }
}
