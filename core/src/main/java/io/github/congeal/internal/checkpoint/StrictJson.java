package io.github.congeal.internal.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/** JSON of checkpoints: a name may come only once in an object, and faults are reported without Jackson's class names. */
final class StrictJson {
    /**
     * Names are not worth interning or keeping in a symbol table: they come once, and a hostile file could flood both.
     */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private StrictJson() {}

    /** What is wrong, and where, if that is known. */
    static String reason(JsonProcessingException problem) {
        if (problem instanceof StreamConstraintsException) {
            return "a number or a name in it is far too long";
        }
        String place = problem.getLocation() == null
                ? ""
                : "at character %s: ".formatted(problem.getLocation().getCharOffset());
        return place + problem.getOriginalMessage();
    }
}
