package io.github.congeal.video;

import io.github.congeal.Frame;
import io.github.congeal.SettingsFile;
import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import java.util.stream.Collectors;

/**
 * The metadata of a film.
 *
 * @param title the title; empty for none
 * @param comment the comment; empty for none
 * @param marked whether it carries the mark of a generated film
 */
record Tags(String title, String comment, boolean marked) {
    /** No tags, for pictures of unknown origin. */
    static final Tags NONE = new Tags("", "", false);

    /** Tags with the prompts as title and, as comment, the settings as {@link SettingsFile} writes them. */
    static Tags of(Frame last) {
        String prompts = last.generation().prompts().stream().map(Prompt::text).collect(Collectors.joining(", "));
        String title = prompts.isEmpty() ? "a picture after pictures" : prompts;
        return new Tags(
                title, SettingsFile.toJson(last.settings()), last.settings().get(Control.MARKS));
    }

    /** A copy with another title and comment, unless they are empty. */
    Tags with(String otherTitle, String otherComment) {
        return new Tags(
                otherTitle.isEmpty() ? title : otherTitle, otherComment.isEmpty() ? comment : otherComment, marked);
    }
}
