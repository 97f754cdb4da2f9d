package io.github.congeal.internal.clip;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/**
 * Reads the JSON file beside a CLIP that describes it: {@code open_clip_config.json}, or one of open_clip's {@code
 * model_configs}, or the {@code config.json} of Hugging Face's transformers.
 */
public final class ClipConfigurationFile {
    /** Such files have one or two kilobytes; a larger file is not one of them. */
    private static final int LARGEST = 1 << 20;

    private static final Set<String> ACTIVATIONS = Set.of("quick_gelu", "gelu");

    private final Path file;
    private final Map<String, String> values = new HashMap<>();

    private ClipConfigurationFile(Path file) throws IOException {
        this.file = file;
        try (JsonParser parser = new JsonFactory().createParser(Files.readAllBytes(file))) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isScalarValue()) {
                    String path = parser.getParsingContext().pathAsPointer().toString();
                    values.put(path, parser.getText());
                }
            }
        }
    }

    /**
     * The configuration given by the files beside a checkpoint.
     *
     * @param checkpoint the checkpoint's file
     * @param huggingFace whether its tensors are named as in transformers; then {@code config.json} is about it
     * @return empty if there is no such file
     * @throws CheckpointException if a file cannot be read or requires something that Congeal does not support
     */
    public static Optional<ClipConfiguration> beside(Path checkpoint, boolean huggingFace) {
        String name = checkpoint.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".json";
        return Stream.of(name, huggingFace ? "config.json" : "open_clip_config.json")
                .map(checkpoint::resolveSibling)
                .filter(ClipConfigurationFile::isReasonable)
                .flatMap(file -> read(file).stream())
                .findFirst();
    }

    private static boolean isReasonable(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<ClipConfiguration> read(Path file) {
        try {
            return new ClipConfigurationFile(file).read();
        } catch (IOException e) {
            throw new CheckpointException(file.toString(), null, "this is no sound JSON file: " + e.getMessage(), e);
        }
    }

    private Optional<ClipConfiguration> read() {
        if (has("/vision_config/") || has("/text_config/")) {
            return Optional.of(transformers());
        }
        if (has("/model_cfg/vision_cfg/")) {
            return Optional.of(openClip("/model_cfg"));
        }
        return has("/vision_cfg/") ? Optional.of(openClip("")) : Optional.empty();
    }

    private boolean has(String beginning) {
        return values.keySet().stream().anyMatch(key -> key.startsWith(beginning));
    }

    private ClipConfiguration transformers() {
        String seeing = values.getOrDefault("/vision_config/hidden_act", "quick_gelu");
        String reading = values.getOrDefault("/text_config/hidden_act", "quick_gelu");
        if (!seeing.equals(reading) || !ACTIVATIONS.contains(seeing)) {
            throw new CheckpointException(
                    file.toString(),
                    "hidden_act",
                    "the towers' activations are %s and %s, but only quick_gelu or gelu in both is known"
                            .formatted(seeing, reading));
        }
        return new ClipConfiguration(
                seeing.equals("gelu") ? Activation.GELU : Activation.QUICK_GELU,
                headWidth("/vision_config/hidden_size", "/vision_config/num_attention_heads"),
                headWidth("/text_config/hidden_size", "/text_config/num_attention_heads"));
    }

    /** In open_clip it is GELU unless the model says otherwise. */
    private ClipConfiguration openClip(String model) {
        if (values.containsKey(model + "/vision_cfg/timm_model_name")) {
            throw new CheckpointException(
                    file.toString(), "the image tower is one of timm's, and only CLIP's own are known");
        }
        requireClipsColours("/preprocess_cfg/mean/", PictureStatistics::mean);
        requireClipsColours("/preprocess_cfg/std/", PictureStatistics::deviation);
        return new ClipConfiguration(
                values.getOrDefault(model + "/quick_gelu", "false").equals("true")
                        ? Activation.QUICK_GELU
                        : Activation.GELU,
                number(model + "/vision_cfg/head_width", ClipConfiguration.USUAL_HEAD_WIDTH),
                headWidth(model + "/text_cfg/width", model + "/text_cfg/heads"));
    }

    /** Some models were trained on pictures that were normalised in another way. */
    private void requireClipsColours(String key, IntToDoubleFunction clips) {
        for (int colour = 0; colour < 3; colour++) {
            String value = values.get(key + colour);
            if (value != null && !isClose(value, clips.applyAsDouble(colour))) {
                throw new CheckpointException(
                        file.toString(),
                        key + colour,
                        "%s is not what CLIP normalises its pictures with, and nothing else is known".formatted(value));
            }
        }
    }

    private static boolean isClose(String value, double expected) {
        try {
            return Math.abs(Double.parseDouble(value) - expected) < 1e-3;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private int headWidth(String width, String heads) {
        if (!values.containsKey(width) || !values.containsKey(heads)) {
            return ClipConfiguration.USUAL_HEAD_WIDTH;
        }
        return Math.max(number(width, 0) / number(heads, 0), 1);
    }

    private int number(String key, int otherwise) {
        String value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[1-9]\\d{0,5}")) {
            throw new CheckpointException(
                    file.toString(), key, "\"%s\" is not a whole number from 1 on".formatted(value));
        }
        return Integer.parseInt(value);
    }
}
