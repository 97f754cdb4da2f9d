package io.github.congeal.spring;

import io.github.congeal.Frame;
import java.util.Map;
import org.springframework.ai.image.ImageGenerationMetadata;

/**
 * What is known of a picture beside its pixels.
 *
 * @param seed which makes it again with the same settings
 * @param steps how many were taken
 * @param loss the smaller, the closer the picture is to what was asked for
 * @param settings all of them, by the names of Congeal's controls
 */
public record CongealImageMetadata(long seed, int steps, double loss, Map<String, String> settings)
        implements ImageGenerationMetadata {
    /** Copies the settings. */
    public CongealImageMetadata {
        settings = Map.copyOf(settings);
    }

    static CongealImageMetadata of(Frame frame) {
        return new CongealImageMetadata(
                frame.generation().seed(),
                frame.iteration(),
                frame.loss(),
                frame.settings().toText());
    }
}
