package io.github.congeal.internal.clip;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.Description;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the JSON files that describe a CLIP: {@code open_clip_config.json}, or one of open_clip's {@code model_configs}, or
 * {@code config.json} and {@code preprocessor_config.json} of Hugging Face's transformers.
 */
public final class ClipConfigurationFile {
    private static final Set<String> ACTIVATIONS = Set.of("quick_gelu", "gelu");

    private final Description model;

    private ClipConfigurationFile(Description model) {
        this.model = model;
    }

    /**
     * The configuration given by the files beside a checkpoint.
     *
     * @param checkpoint the checkpoint's file
     * @param huggingFace whether its tensors are named as in transformers, which also decides the names of the files
     * @return empty if there is no such file
     * @throws CheckpointException if a file cannot be read or requires something that Congeal does not support
     */
    public static Optional<ClipConfiguration> beside(Path checkpoint, boolean huggingFace) {
        return in(
                huggingFace
                        ? Description.beside(checkpoint, "config.json", "preprocessor_config.json")
                        : Description.beside(checkpoint, "open_clip_config.json"));
    }

    /**
     * The configuration in the first of some descriptions that is about a CLIP.
     *
     * @return empty if none is
     * @throws CheckpointException if it requires something that Congeal does not support
     */
    public static Optional<ClipConfiguration> in(List<Description> descriptions) {
        return descriptions.stream()
                .flatMap(one -> new ClipConfigurationFile(one).read(descriptions).stream())
                .findFirst();
    }

    private Optional<ClipConfiguration> read(List<Description> descriptions) {
        if (model.has("/vision_config/") || model.has("/text_config/")) {
            // transformers keeps the statistics of pictures in preprocessor_config.json.
            Description colours = descriptions.stream()
                    .filter(one -> one.has("/image_mean/"))
                    .findFirst()
                    .orElse(model);
            return Optional.of(transformers(statistics(colours, "/image_mean", "/image_std")));
        }
        if (model.has("/model_cfg/vision_cfg/")) {
            return Optional.of(openClip("/model_cfg"));
        }
        return model.has("/vision_cfg/") ? Optional.of(openClip("")) : Optional.empty();
    }

    private ClipConfiguration transformers(PictureStatistics statistics) {
        String seeing = model.find("/vision_config/hidden_act").orElse("quick_gelu");
        String reading = model.find("/text_config/hidden_act").orElse("quick_gelu");
        if (!seeing.equals(reading) || !ACTIVATIONS.contains(seeing)) {
            throw model.refusal(
                    "hidden_act",
                    "the towers' activations are %s and %s, but only quick_gelu or gelu in both is known"
                            .formatted(seeing, reading));
        }
        return new ClipConfiguration(
                seeing.equals("gelu") ? Activation.GELU : Activation.QUICK_GELU,
                headWidth("/vision_config/hidden_size", "/vision_config/num_attention_heads"),
                headWidth("/text_config/hidden_size", "/text_config/num_attention_heads"),
                statistics);
    }

    /** A configuration of open_clip, whose default activation is GELU. */
    private ClipConfiguration openClip(String part) {
        if (model.find(part + "/vision_cfg/timm_model_name").isPresent()) {
            throw model.refusal(
                    "timm_model_name", "the image tower is one of timm's, but only CLIP's own are supported");
        }
        return new ClipConfiguration(
                model.find(part + "/quick_gelu").orElse("false").equals("true")
                        ? Activation.QUICK_GELU
                        : Activation.GELU,
                model.number(part + "/vision_cfg/head_width", ClipConfiguration.USUAL_HEAD_WIDTH),
                headWidth(part + "/text_cfg/width", part + "/text_cfg/heads"),
                statistics(model, "/preprocess_cfg/mean", "/preprocess_cfg/std"));
    }

    /** The statistics that pictures are normalised by; OpenAI's if none are given. */
    private static PictureStatistics statistics(Description colours, String mean, String deviation) {
        try {
            return new PictureStatistics(
                    colours.numbers(mean, PictureStatistics.OPENAI.means()),
                    colours.numbers(deviation, PictureStatistics.OPENAI.deviations()));
        } catch (IllegalArgumentException e) {
            throw colours.refusal(mean, String.valueOf(e.getMessage()));
        }
    }

    private int headWidth(String width, String heads) {
        if (model.find(width).isEmpty() || model.find(heads).isEmpty()) {
            return ClipConfiguration.USUAL_HEAD_WIDTH;
        }
        return Math.max(model.number(width, 0) / model.number(heads, 0), 1);
    }
}
