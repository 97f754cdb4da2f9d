package io.github.congeal.video;

import io.github.congeal.Generation;
import io.github.congeal.Prompt;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a film says of itself; empty where it has nothing to say. */
record Tags(String title, String comment) {
    static final Tags NONE = new Tags("", "");

    /** The prompts as title, and as comment the settings that a reader would ask for. */
    static Tags of(Generation generation) {
        String prompts = generation.prompts().stream().map(Prompt::text).collect(Collectors.joining(", "));
        String title = prompts.isEmpty() ? "a picture after pictures" : prompts;
        String comment = String.format(
                Locale.ROOT,
                "%s; seed %d, %d steps of size %s, %dx%d, %d cutouts (%s); made with Congeal",
                generation.prompts().stream()
                        .map(prompt -> prompt.text() + ":" + prompt.weight())
                        .collect(Collectors.joining(" | ")),
                generation.seed(),
                generation.iterations(),
                generation.stepSize(),
                generation.width(),
                generation.height(),
                generation.cutouts(),
                generation.cutoutMethod());
        return new Tags(title, comment);
    }

    /** The same with other words where some are given. */
    Tags with(String otherTitle, String otherComment) {
        return new Tags(otherTitle.isEmpty() ? title : otherTitle, otherComment.isEmpty() ? comment : otherComment);
    }
}
