package io.github.congeal.spring;

import io.github.congeal.Frame;
import java.util.Map;
import org.springframework.ai.image.ImageGenerationMetadata;

/**
 * What is known of a picture besides its pixels.
 *
 * @param seed the seed, which reproduces it with the same settings
 * @param steps the number of steps taken
 * @param loss the loss: the smaller, the closer the picture is to what was asked for
 * @param settings all settings, by the names of Congeal's controls
 */
public record CongealImageMetadata(long seed, int steps, double loss, Map<String, String> settings)
        implements ImageGenerationMetadata {
    /** Creates the metadata; copies the settings. */
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
