package io.github.congeal.internal.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The contents of a JSON file beside a checkpoint that describes the model: its values, by their JSON pointers. */
public final class Description {
    /** Such files have one or two kilobytes; a larger file is not one of them. */
    private static final int LARGEST = 1 << 20;

    private final String source;
    private final Map<String, String> values = new HashMap<>();

    private Description(byte[] json, String source) {
        this.source = source;
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isScalarValue()) {
                    String path = parser.getParsingContext().pathAsPointer().toString();
                    values.put(path, parser.getText());
                }
            }
        } catch (IOException e) {
            throw new CheckpointException(source, null, "this is no sound JSON file: " + e.getMessage(), e);
        }
    }

    /**
     * A description that is not in a file.
     *
     * @param source where it is from, for messages
     * @throws CheckpointException if it is no JSON
     */
    public static Description of(String json, String source) {
        return new Description(json.getBytes(StandardCharsets.UTF_8), source);
    }

    /**
     * Those in the folder of a checkpoint: in a JSON file of its own name, and in the files of the given names.
     *
     * @throws CheckpointException if one of them cannot be read
     */
    public static List<Description> beside(Path checkpoint, String... names) {
        String own = checkpoint.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".json";
        return Stream.concat(Stream.of(own), Stream.of(names))
                .map(checkpoint::resolveSibling)
                .filter(Description::isReasonable)
                .map(Description::read)
                .toList();
    }

    private static boolean isReasonable(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST;
        } catch (IOException e) {
            return false;
        }
    }

    private static Description read(Path file) {
        try {
            return new Description(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new CheckpointException(file.toString(), null, "it cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether there are values whose pointers begin so. */
    public boolean has(String beginning) {
        return values.keySet().stream().anyMatch(key -> key.startsWith(beginning));
    }

    /** The value at a pointer. */
    public Optional<String> find(String pointer) {
        return Optional.ofNullable(values.get(pointer));
    }

    /**
     * The whole number, at least 1, at a pointer; another if there is nothing.
     *
     * @throws CheckpointException if it is something else
     */
    public int number(String pointer, int otherwise) {
        String value = values.get(pointer);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[1-9]\\d{0,5}")) {
            throw refusal(pointer, "\"%s\" is not a whole number from 1 on".formatted(value));
        }
        return Integer.parseInt(value);
    }

    /**
     * The numbers of a list; others if there is none.
     *
     * @throws CheckpointException if one is something else
     */
    public List<Double> numbers(String pointer, List<Double> otherwise) {
        if (!has(pointer + "/")) {
            return otherwise;
        }
        return Stream.iterate(0, i -> values.containsKey(pointer + "/" + i), i -> i + 1)
                .map(i -> {
                    String value = values.get(pointer + "/" + i);
                    try {
                        return Double.valueOf(value);
                    } catch (NumberFormatException e) {
                        throw refusal(pointer, "\"%s\" is not a number".formatted(value));
                    }
                })
                .toList();
    }

    /** Something that it says is not possible. */
    public CheckpointException refusal(String pointer, String reason) {
        return new CheckpointException(source, pointer, reason);
    }
}
