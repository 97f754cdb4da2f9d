package io.github.congeal.samples.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, texts, numbers and booleans. */
final class Json {
    /** Without a table of names, which outlives a request, and which names made to collide would corrupt. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final int DEEPEST = 50;
    /** The most values in a text, because a value takes far more memory than its few bytes of text. */
    private static final int MOST_VALUES = 100_000;

    private Json() {}

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if it is not JSON
     */
    static @Nullable Object read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object value = new Reading(parser).value(0);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("the request must be one JSON value, but more followed it");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw new IllegalArgumentException("the request has a number or a name that is far too long", e);
        } catch (JsonProcessingException e) {
            // The parser's own message is meant for programmers.
            throw new IllegalArgumentException(
                    "the request is no JSON: it goes wrong at line %s, column %s"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a text that must be an object.
     *
     * @throws IllegalArgumentException if it is not an object
     */
    static Fields object(String text) {
        if (read(text) instanceof Map<?, ?> map) {
            return Fields.of(map);
        }
        throw new IllegalArgumentException("the request must be a JSON object, as in {\"prompt\": \"a red apple\"}");
    }

    private static double finite(JsonParser parser) throws IOException {
        double number = parser.getDoubleValue();
        if (Double.isInfinite(number)) {
            String written = parser.getText();
            throw new IllegalArgumentException("the request has the number %s, which is too large"
                    .formatted(written.length() > 20 ? written.substring(0, 20) + "…" : written));
        }
        return number;
    }

    /** Writes maps, lists, texts, numbers, booleans and null. */
    static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(entry.getKey().toString());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> several) {
            json.writeStartArray();
            for (Object each : several) {
                write(json, each);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Number number) {
            writeNumber(json, number.doubleValue());
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    /** Writes NaN and infinity, for which JSON has no numbers, as null. */
    private static void writeNumber(JsonGenerator json, double number) throws IOException {
        if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeNull();
        }
    }

    /** An object with fields in the given order, {@code null} among their values. */
    static Map<String, @Nullable Object> of(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }

    /** The reading of one text. */
    private static final class Reading {
        private final JsonParser parser;
        private int count;

        private Reading(JsonParser parser) {
            this.parser = parser;
        }

        private @Nullable Object value(int depth) throws IOException {
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw new IllegalArgumentException("the request is empty, but must be JSON");
            }
            count++;
            if (count > MOST_VALUES) {
                throw new IllegalArgumentException("the request has more than %s values".formatted(MOST_VALUES));
            }
            if (depth > DEEPEST) {
                throw new IllegalArgumentException("the request is nested more than %s deep".formatted(DEEPEST));
            }
            return switch (token) {
                case START_OBJECT -> map(depth);
                case START_ARRAY -> list(depth);
                case VALUE_STRING -> parser.getText();
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NUMBER_INT ->
                    parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                            ? (Object) finite(parser)
                            : (Object) parser.getLongValue();
                case VALUE_NUMBER_FLOAT -> finite(parser);
                default -> null;
            };
        }

        private Map<String, @Nullable Object> map(int depth) throws IOException {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                map.put(name, value(depth + 1));
            }
            return map;
        }

        private List<@Nullable Object> list(int depth) throws IOException {
            List<@Nullable Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(depth + 1));
            }
            return list;
        }
    }
}
