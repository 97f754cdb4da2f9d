package io.github.congeal.model;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Writes instructions for getting a model that is not on this machine. */
final class Instructions {
    private Instructions() {}

    static String forMissing(PublishedModel model, Path file, long partial) {
        String begun = partial == 0 ? "" : String.format(Locale.ROOT, " (%,d bytes of it are)", partial);
        return "%s is not on this machine%s. To download it:%n    java -jar congeal.jar models fetch %s%n"
                        .formatted(model.name(), begun, model.name())
                + "or in Java: ModelCache.standard().fetch(…)" + byHand(model, file);
    }

    static String forFailed(PublishedModel model, Path file, Map<URI, String> reasons) {
        StringBuilder text = new StringBuilder("%s could not be downloaded:".formatted(model.name()));
        reasons.forEach((mirror, reason) -> text.append("%n    %s: %s".formatted(mirror, reason)));
        return text + byHand(model, file);
    }

    private static String byHand(PublishedModel model, Path file) {
        StringBuilder text = new StringBuilder("%nWithout a network, put the file there by hand:".formatted());
        text.append("%n    %s".formatted(file));
        text.append("%n    size: %s".formatted(size(model)));
        text.append("%n    SHA-256: %s".formatted(model.sha256().orElse("not known")));
        model.mirrors().forEach(mirror -> text.append("%n    from %s".formatted(mirror)));
        return text.toString();
    }

    private static String size(PublishedModel model) {
        if (model.bytes() > 0) {
            return String.format(Locale.ROOT, "%,d bytes", model.bytes());
        }
        return model.approximateBytes() > 0
                ? String.format(Locale.ROOT, "about %,d bytes", model.approximateBytes())
                : "not known";
    }
}
