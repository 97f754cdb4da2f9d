package io.github.congeal.video;

import io.github.congeal.Frame;
import io.github.congeal.SettingsFile;
import io.github.congeal.control.Prompt;
import java.util.stream.Collectors;

/** A film's title and comment; empty if it has none. */
record Tags(String title, String comment) {
    static final Tags NONE = new Tags("", "");

    /** The prompts as title, and as comment the settings as {@link SettingsFile} writes them. */
    static Tags of(Frame last) {
        String prompts = last.generation().prompts().stream().map(Prompt::text).collect(Collectors.joining(", "));
        String title = prompts.isEmpty() ? "a picture after pictures" : prompts;
        return new Tags(title, SettingsFile.toJson(last.settings()));
    }

    /** These tags, with those given in place of their own. */
    Tags with(String otherTitle, String otherComment) {
        return new Tags(otherTitle.isEmpty() ? title : otherTitle, otherComment.isEmpty() ? comment : otherComment);
    }
}
