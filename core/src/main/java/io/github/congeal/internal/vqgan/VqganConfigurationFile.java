package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.checkpoint.Description;
import java.util.List;
import java.util.Optional;

/** Reads the {@code config.json} of SEED-Voken's VQGANs, such as {@code {"Name": ["IBQ"]}}. */
public final class VqganConfigurationFile {
    private static final String NAME = "/Name/0";

    private VqganConfigurationFile() {}

    /** How codes are chosen, by the first description that says it; empty if none does. */
    public static Optional<CodeChoice> choice(List<Description> descriptions) {
        return descriptions.stream()
                .flatMap(description -> description.find(NAME).stream())
                .map(name -> name.equals("IBQ") ? CodeChoice.PRODUCT : CodeChoice.NEAREST)
                .findFirst();
    }
}
