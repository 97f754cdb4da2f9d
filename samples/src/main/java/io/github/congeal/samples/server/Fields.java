package io.github.congeal.samples.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request, from JSON or from a form, in which numbers are texts. A field that is null counts as
 * missing; one of another kind than asked for is refused.
 *
 * @param values by name
 */
record Fields(Map<String, Object> values) {
    static final Fields NONE = new Fields(Map.of());

    static Fields of(Map<?, ?> map) {
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (value != null) {
                values.put(name.toString(), value);
            }
        });
        return new Fields(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        Object value = values.get(name);
        if (value != null && !(value instanceof String)) {
            throw wrong(name, value, "a text");
        }
        return Optional.ofNullable((String) value);
    }

    /** A text; empty if it is missing or blank. */
    Optional<String> words(String name) {
        return text(name).filter(text -> !text.isBlank());
    }

    OptionalLong number(String name) {
        Object value = values.get(name);
        if (value == null || "".equals(value)) {
            return OptionalLong.empty();
        }
        if (value instanceof Long whole) {
            return OptionalLong.of(whole);
        }
        if (value instanceof Double real && real == Math.rint(real) && Math.abs(real) < 1L << 53) {
            return OptionalLong.of(real.longValue());
        }
        try {
            return OptionalLong.of(Long.parseLong(value.toString().strip()));
        } catch (NumberFormatException e) {
            throw wrong(name, value, "a whole number");
        }
    }

    /** A whole number within bounds. */
    OptionalInt number(String name, int least, int most) {
        OptionalLong number = number(name);
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        if (number.getAsLong() < least || number.getAsLong() > most) {
            throw wrong(name, number.getAsLong(), "a whole number from %s to %s".formatted(least, most));
        }
        return OptionalInt.of((int) number.getAsLong());
    }

    /** A number from 0 to 1. */
    Optional<Double> fraction(String name) {
        Object value = values.get(name);
        if (value == null || "".equals(value)) {
            return Optional.empty();
        }
        try {
            double number = Double.parseDouble(value.toString());
            if (number >= 0 && number <= 1) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw wrong(name, value, "a number from 0 to 1");
    }

    boolean isTrue(String name) {
        Object value = values.get(name);
        if (value == null || "".equals(value)) {
            return false;
        }
        if (value instanceof Boolean truth) {
            return truth;
        }
        String text = value.toString().strip().toLowerCase(java.util.Locale.ROOT);
        if (text.equals("true") || text.equals("1")) {
            return true;
        }
        if (text.equals("false") || text.equals("0")) {
            return false;
        }
        throw wrong(name, value, "true or false");
    }

    Fields object(String name) {
        Object value = values.get(name);
        if (value == null) {
            return NONE;
        }
        if (value instanceof Map<?, ?> map) {
            return of(map);
        }
        throw wrong(name, value, "an object");
    }

    List<?> list(String name) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(name, value, "an array");
    }

    /** The refusal of a field's value. */
    static Refusal wrong(String name, @Nullable Object value, String allowed) {
        String written = Json.write(value);
        String shown = written.length() > 80 ? written.substring(0, 80) + "…" : written;
        return Refusal.of("%s was %s, but must be %s".formatted(name, shown, allowed))
                .about(name);
    }
}
