package io.github.congeal.samples.window;

import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.util.Locale;

/** Error messages. */
final class Sentence {
    private Sentence() {}

    /**
     * The message for an exception: its own message if the user can correct the error, otherwise a request to report
     * the fault.
     */
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
        // A message that begins with a file's name keeps its first letter.
        int word = message.indexOf(' ');
        boolean plain = word > 0 && message.substring(0, word).chars().allMatch(Character::isLetter);
        return (plain ? message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) : message)
                + (message.endsWith(".") ? "" : ".");
    }
}
