package io.github.congeal.internal.tensor;

import java.util.List;
import java.util.Optional;

/** The files in {@code META-INF/services} by which devices are found. A jar merged from several may lack them. */
public final class ServiceFiles {
    private static final String LOST =
            "the class path lacks Congeal's service files (META-INF/services), as in one jar made of several that did not merge"
                    + " them: merge them with the ServicesResourceTransformer of Maven's Shade plugin, or with mergeServiceFiles()"
                    + " of Gradle's Shadow plugin";

    private ServiceFiles() {}

    /**
     * What is wrong with them, and what to do about it; empty if nothing is. The CPU's provider is in the same jar as this
     * class: if it was not found, its service file is missing.
     *
     * @param found the providers that were found
     */
    public static Optional<String> fault(List<? extends DeviceProvider> found) {
        return found.stream().anyMatch(provider -> provider.processor() == Processor.CPU)
                ? Optional.empty()
                : Optional.of(LOST);
    }
}
