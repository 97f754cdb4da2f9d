package io.github.congeal.samples.server;

import io.github.congeal.Preset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The description of the tool for models, and its arguments. */
final class McpTool {
    static final String NAME = "generate_picture";

    static final Map<String, Object> DESCRIPTION = Json.of(
            "name",
            NAME,
            "title",
            "Make a picture",
            "description",
            "Makes a picture from words on this machine, by VQGAN+CLIP: a drawing that comes into focus in many small steps,"
                    + " which takes seconds to minutes. Short descriptions of things work best, such as \"a red apple\"."
                    + " Several prompts are divided by |, each with a weight behind a colon if it should count more, less or"
                    + " negatively: \"a lighthouse:1.5 | fog:-0.3\". The same seed makes the same picture.",
            "inputSchema",
            Json.of(
                    "type",
                    "object",
                    "properties",
                    Json.of(
                            "prompt",
                            property("string", "What the picture should show."),
                            "negative_prompt",
                            property("string", "What it should not show."),
                            "size",
                            property("string", "Width and height in pixels, as 256x256."),
                            "steps",
                            property("integer", "How many steps are taken: more are finer, and take longer."),
                            "seed",
                            property("integer", "Decides every random draw. Drawn if not given."),
                            "preset",
                            Json.of(
                                    "type",
                                    "string",
                                    "enum",
                                    Preset.names(),
                                    "description",
                                    "Settings for a purpose: draft is quick, fine is slow."),
                            "initial_image",
                            property("string", "The picture to begin with, as base64 or a data: URL."),
                            "settings",
                            property(
                                    "object", "Any of Congeal's controls by its name, as {\"optimizer\": \"adamw\"}.")),
                    "required",
                    List.of("prompt")),
            "annotations",
            Json.of("readOnlyHint", true, "openWorldHint", false));

    private McpTool() {}

    private static Object property(String type, String description) {
        return Json.of("type", type, "description", description);
    }

    /** The order of a call. */
    static Order order(Fields arguments) {
        Order order = OpenAi.ordered(arguments);
        Optional<String> initial = arguments.words("initial_image");
        return initial.isEmpty()
                ? order
                : order.beginningWith(
                        SentPicture.ofText("initial_image", initial.get()).opaque());
    }
}
