package io.github.congeal.model;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A model that was published as a file.
 *
 * @param name its name, such as {@code imagenet_f16_16384} or {@code ViT-B/32}
 * @param kind its kind
 * @param goodAt what it is good at, in a few words
 * @param format the format of its file, in a few words
 * @param licence what its publisher says about its use
 * @param fileName the name of its file in a {@link ModelCache}
 * @param bytes the exact size of its file in bytes, or 0 if unknown
 * @param approximateBytes its approximate size in bytes if the exact one is unknown, or 0
 * @param sha256 the SHA-256 of its file in lower-case hexadecimal, if known
 * @param config the JSON description that its publisher puts beside its file, if needed
 * @param mirrors where it can be downloaded, in the order in which they are tried
 */
public record PublishedModel(
        String name,
        Kind kind,
        String goodAt,
        String format,
        String licence,
        String fileName,
        long bytes,
        long approximateBytes,
        Optional<String> sha256,
        Optional<String> config,
        List<URI> mirrors) {

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if the file name is missing or leads out of its folder, if there is no mirror,
     *     if the SHA-256 is malformed, or if a mirror is not encrypted and there is no SHA-256 to verify what it sends
     */
    public PublishedModel {
        mirrors = List.copyOf(mirrors);
        require(!name.isBlank(), "a published model needs a name");
        require(
                fileName.matches("[A-Za-z0-9_][A-Za-z0-9._-]*"),
                "fileName of %s was '%s', but must consist of letters, digits, '.', '_' and '-'"
                        .formatted(name, fileName));
        require(bytes >= 0 && approximateBytes >= 0, "the size of %s must not be negative".formatted(name));
        require(
                sha256.isEmpty() || sha256.get().matches("[0-9a-f]{64}"),
                "sha256 of %s was '%s', but must be 64 hexadecimal digits in lower case"
                        .formatted(name, sha256.orElse("")));
        require(!mirrors.isEmpty(), "%s needs at least one mirror".formatted(name));
        for (URI mirror : mirrors) {
            boolean encrypted = "https".equalsIgnoreCase(mirror.getScheme());
            require(
                    mirror.getHost() != null && (encrypted || "http".equalsIgnoreCase(mirror.getScheme())),
                    "the mirror %s of %s is no http or https address".formatted(mirror, name));
            require(
                    encrypted || sha256.isPresent(),
                    "the mirror %s of %s must be https, because no SHA-256 is known".formatted(mirror, name));
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The kind of a model. */
    public enum Kind {
        /** Draws pictures. */
        VQGAN,
        /** Compares pictures with words. */
        CLIP
    }
}
