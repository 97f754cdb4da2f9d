package io.github.congeal.video;

import io.github.congeal.Frame;
import io.github.congeal.SettingsFile;
import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import java.util.stream.Collectors;

/**
 * What a film says of itself.
 *
 * @param title empty if it has none
 * @param comment the same
 * @param marked whether it carries the mark of a generated film
 */
record Tags(String title, String comment, boolean marked) {
    /** Of pictures that may have been made by anything. */
    static final Tags NONE = new Tags("", "", false);

    /** The prompts as title, and as comment the settings as {@link SettingsFile} writes them. */
    static Tags of(Frame last) {
        String prompts = last.generation().prompts().stream().map(Prompt::text).collect(Collectors.joining(", "));
        String title = prompts.isEmpty() ? "a picture after pictures" : prompts;
        return new Tags(
                title, SettingsFile.toJson(last.settings()), last.settings().get(Control.MARKS));
    }

    /** These tags, with those given in place of their own. */
    Tags with(String otherTitle, String otherComment) {
        return new Tags(
                otherTitle.isEmpty() ? title : otherTitle, otherComment.isEmpty() ? comment : otherComment, marked);
    }
}
