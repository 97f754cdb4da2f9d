package io.github.congeal.samples.window;

import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.util.Locale;

/** Error messages. */
final class Sentence {
    private Sentence() {}

    /** Errors that a user can correct are shown in their own words; any other is a fault to be reported. */
    static String of(Throwable problem) {
        String message = problem.getMessage();
        if (message != null
                && (problem instanceof IllegalArgumentException
                        || problem instanceof IOException
                        || problem instanceof CheckpointException)) {
            return capitalised(message);
        }
        if (problem instanceof OutOfMemoryError) {
            return "There is not enough memory for this: choose a smaller size or fewer cutouts.";
        }
        return "This should not have happened, please report it: " + problem;
    }

    private static String capitalised(String message) {
        // Not what begins with a file's name.
        int word = message.indexOf(' ');
        boolean plain = word > 0 && message.substring(0, word).chars().allMatch(Character::isLetter);
        return (plain ? message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) : message)
                + (message.endsWith(".") ? "" : ".");
    }
}
