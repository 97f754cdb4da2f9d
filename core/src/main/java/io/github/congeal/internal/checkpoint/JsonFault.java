package io.github.congeal.internal.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/** Says what is wrong with JSON, without the names of Jackson's classes. */
final class JsonFault {
    private JsonFault() {}

    /** What is wrong, and where, if that is known. */
    static String reason(JsonProcessingException problem) {
        if (problem instanceof StreamConstraintsException) {
            return "a number or a name in it is far too long";
        }
        String place = problem.getLocation() == null
                ? ""
                : "at character %d: ".formatted(problem.getLocation().getCharOffset());
        return place + problem.getOriginalMessage();
    }
}
