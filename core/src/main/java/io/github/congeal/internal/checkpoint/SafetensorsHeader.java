package io.github.congeal.internal.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.congeal.CheckpointException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The header of a safetensors file: a JSON object that gives each tensor its type, shape and place, and may hold a
 * {@value #METADATA} object of strings.
 *
 * @param metadata what the file says of itself
 * @param tensors the tensors by their names, in the order of their bytes
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, Location> tensors) {

    /** The key of the entry that is not a tensor. */
    static final String METADATA = "__metadata__";

    /**
     * Where a tensor's bytes lie.
     *
     * @param tensor the tensor
     * @param begin the offset of its first byte from the end of the header
     * @param end the offset after its last byte
     */
    record Location(TensorInfo tensor, long begin, long end) {}

    /**
     * Reads a header and checks it against the size of the data that follow it.
     *
     * @param json the header's bytes
     * @param dataSize the number of bytes after the header, if it is known
     * @param source the file's name, for messages
     * @throws CheckpointException if the header is malformed, or if its tensors do not fill the data exactly, without
     *     hole or overlap
     */
    static SafetensorsHeader parse(byte[] json, OptionalLong dataSize, String source) {
        if (json.length == 0 || json[0] != '{') {
            throw new CheckpointException(source, "the header does not begin with '{': this is not a safetensors file");
        }
        try (JsonParser parser = StrictJson.FACTORY.createParser(
                new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder()))) {
            Reading reading = new Reading(parser, source);
            reading.header();
            return new SafetensorsHeader(
                    Collections.unmodifiableMap(reading.metadata), arranged(reading.locations, dataSize, source));
        } catch (CharacterCodingException e) {
            throw new CheckpointException(source, null, "the header is not valid UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new CheckpointException(source, null, "the header is not valid JSON: " + StrictJson.reason(e), e);
        } catch (IOException e) {
            throw new CheckpointException(source, null, "the header cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, Location> arranged(List<Location> locations, OptionalLong dataSize, String source) {
        locations.sort(Comparator.comparingLong(Location::begin).thenComparingLong(Location::end));
        Map<String, Location> tensors = new LinkedHashMap<>();
        long filled = 0;
        for (Location location : locations) {
            String name = location.tensor.name();
            if (location.begin != filled) {
                throw new CheckpointException(
                        source,
                        name,
                        "its data begin at byte %s, but those before it end at byte %s"
                                .formatted(location.begin, filled));
            }
            if (location.end > dataSize.orElse(Long.MAX_VALUE)) {
                throw new CheckpointException(
                        source,
                        name,
                        "its data end at byte %s, but the file has only %s bytes of data: it may have been cut short"
                                .formatted(location.end, dataSize.getAsLong()));
            }
            filled = location.end;
            tensors.put(name, location);
        }
        long expected = dataSize.orElse(filled);
        if (filled != expected) {
            throw new CheckpointException(source, "%s bytes of data belong to no tensor".formatted(expected - filled));
        }
        return Collections.unmodifiableMap(tensors);
    }

    /** Reads the JSON text in one pass, without recursion, so that no nesting can overflow the stack. */
    private static final class Reading {

        private final JsonParser parser;
        private final String source;
        private final Map<String, String> metadata = new LinkedHashMap<>();
        private final List<Location> locations = new ArrayList<>();

        Reading(JsonParser parser, String source) {
            this.parser = parser;
            this.source = source;
        }

        void header() throws IOException {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals(METADATA)) {
                    readMetadata();
                } else {
                    readTensor(name);
                }
            }
            if (parser.nextToken() != null) {
                throw new CheckpointException(source, "something follows the end of the header's JSON object");
            }
        }

        private void readMetadata() throws IOException {
            expect(METADATA, JsonToken.START_OBJECT, "must be an object");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                expect(METADATA, JsonToken.VALUE_STRING, "must hold strings only");
                metadata.put(key, parser.getText());
            }
        }

        private void readTensor(String name) throws IOException {
            expect(name, JsonToken.START_OBJECT, "must be described by an object");
            String dtype = null;
            long[] shape = null;
            long[] offsets = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                switch (key) {
                    case "dtype" -> {
                        expect(name, JsonToken.VALUE_STRING, "dtype must be a string");
                        dtype = parser.getText();
                    }
                    case "shape" -> shape = readSizes(name, key);
                    case "data_offsets" -> offsets = readSizes(name, key);
                    default -> parser.skipChildren();
                }
            }
            locations.add(location(name, dtype, shape, offsets));
        }

        private long[] readSizes(String name, String key) throws IOException {
            expect(name, JsonToken.START_ARRAY, key + " must be an array");
            long[] sizes = new long[4];
            int count = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect(name, JsonToken.VALUE_NUMBER_INT, key + " must hold whole numbers only");
                if (count == sizes.length) {
                    sizes = Arrays.copyOf(sizes, 2 * count);
                }
                sizes[count++] = parser.getLongValue();
            }
            return Arrays.copyOf(sizes, count);
        }

        private Location location(
                String name, @Nullable String dtype, long @Nullable [] shape, long @Nullable [] offsets) {
            if (dtype == null || shape == null || offsets == null) {
                throw new CheckpointException(source, name, "dtype, shape and data_offsets must all be given");
            }
            if (offsets.length != 2 || offsets[0] < 0 || offsets[1] < offsets[0]) {
                throw new CheckpointException(
                        source, name, "data_offsets " + Arrays.toString(offsets) + " are not a begin and an end");
            }
            TensorInfo tensor = describe(name, dtype, shape);
            if (tensor.byteCount() != offsets[1] - offsets[0]) {
                throw new CheckpointException(
                        source,
                        name,
                        "%s%s takes %s bytes, but data_offsets %s give it %s"
                                .formatted(
                                        dtype,
                                        Arrays.toString(shape),
                                        tensor.byteCount(),
                                        Arrays.toString(offsets),
                                        offsets[1] - offsets[0]));
            }
            return new Location(tensor, offsets[0], offsets[1]);
        }

        private TensorInfo describe(String name, String dtype, long[] shape) {
            DataType dataType = Arrays.stream(DataType.values())
                    .filter(known -> known.name().equals(dtype))
                    .findFirst()
                    .orElseThrow(() -> new CheckpointException(source, name, "dtype " + dtype + " is not supported"));
            try {
                return new TensorInfo(name, dataType, shape);
            } catch (IllegalArgumentException e) {
                throw new CheckpointException(source, name, String.valueOf(e.getMessage()), e);
            }
        }

        private void expect(String entry, JsonToken token, String rule) {
            if (parser.currentToken() != token) {
                throw new CheckpointException(source, entry, rule);
            }
        }
    }
}
