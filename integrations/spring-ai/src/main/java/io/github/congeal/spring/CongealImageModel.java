package io.github.congeal.spring;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.control.Prompt;
import io.micrometer.observation.ObservationRegistry;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImageMessage;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.image.observation.DefaultImageModelObservationConvention;
import org.springframework.ai.image.observation.ImageModelObservationContext;
import org.springframework.ai.image.observation.ImageModelObservationDocumentation;

/**
 * An image model of Spring AI that needs no service, no key and no network connection. Each message is a prompt with
 * its weight, negative for what the picture should avoid; a message's picture (since Spring AI 2.0.1) is the initial
 * image.
 *
 * <p>A picture takes from seconds to minutes on the calling thread; interrupting that thread ends the run. Thread-safe:
 * each call is an independent run on shared weights.
 */
public final class CongealImageModel implements ImageModel {
    private static final String PROVIDER = "congeal";

    private final Supplier<Generation.Builder> base;
    private final CongealImageOptions usual;
    private final ObservationRegistry observations;

    /** Creates a model with Congeal's defaults and its bundled networks. */
    public CongealImageModel() {
        this(Generation::builder, CongealImageOptions.none(), ObservationRegistry.NOOP);
    }

    /**
     * Creates a model.
     *
     * @param base returns a new builder for each call, with everything that no call may change, such as the networks
     * @param usual the options for everything that a call leaves open
     * @param observations records each call
     */
    public CongealImageModel(
            Supplier<Generation.Builder> base, CongealImageOptions usual, ObservationRegistry observations) {
        this.base = Objects.requireNonNull(base, "base");
        this.usual = Objects.requireNonNull(usual, "usual");
        this.observations = Objects.requireNonNull(observations, "observations");
    }

    /**
     * Generates the pictures that a prompt asks for, as PNGs in Base64, with {@link CongealImageMetadata}.
     *
     * @throws IllegalArgumentException if something cannot be followed; the message names it
     */
    @Override
    public ImageResponse call(ImagePrompt prompt) {
        CongealImageOptions options =
                CongealImageOptions.of(prompt.getOptions()).over(usual);
        ImageModelObservationContext context = ImageModelObservationContext.builder()
                .imagePrompt(new ImagePrompt(prompt.getInstructions(), options))
                .provider(PROVIDER)
                .build();
        return Objects.requireNonNull(ImageModelObservationDocumentation.IMAGE_MODEL_OPERATION
                .observation(null, new DefaultImageModelObservationConvention(), () -> context, observations)
                .observe(() -> {
                    ImageResponse response = make(prompt.getInstructions(), options);
                    context.setResponse(response);
                    return response;
                }));
    }

    private ImageResponse make(List<ImageMessage> messages, CongealImageOptions options) {
        Generation.Builder builder = base.get();
        options.controls().forEach(builder::set);
        List<BufferedImage> pictures = new ArrayList<>();
        for (ImageMessage message : messages) {
            Float weight = message.getWeight();
            builder.prompt(Prompt.of(message.getText()).weight(weight == null ? 1 : weight));
            pictures.addAll(MessagePictures.of(message));
        }
        if (pictures.size() > 1) {
            throw new IllegalArgumentException(
                    "the prompt came with %s pictures, but can begin with one".formatted(pictures.size()));
        }
        pictures.forEach(builder::initialImage);
        List<ImageGeneration> generations = new ArrayList<>();
        Integer n = options.getN();
        for (Generation generation : builder.build().variants(n == null ? 1 : n)) {
            Frame frame = generation.frames().last();
            String png = Base64.getEncoder().encodeToString(frame.png());
            generations.add(new ImageGeneration(new Image(null, png), CongealImageMetadata.of(frame)));
        }
        return new ImageResponse(generations);
    }
}
