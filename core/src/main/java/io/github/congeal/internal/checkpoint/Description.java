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

/** A JSON file beside a checkpoint that describes the model, as its values by JSON pointer (RFC 6901). Immutable. */
public final class Description {
    /** In bytes; such files have one or two kilobytes. */
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
     * A description that is not in a file of its own.
     *
     * @param source its origin, for messages
     * @throws CheckpointException if it is not valid JSON
     */
    public static Description of(String json, String source) {
        return new Description(json.getBytes(StandardCharsets.UTF_8), source);
    }

    /**
     * The descriptions in the folder of a checkpoint: a JSON file with the checkpoint's name, and files with the given names.
     * Missing files are left out.
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

    /** Whether there is a value whose pointer begins with {@code beginning}. */
    public boolean has(String beginning) {
        return values.keySet().stream().anyMatch(key -> key.startsWith(beginning));
    }

    /** The value at a pointer, as text. */
    public Optional<String> find(String pointer) {
        return Optional.ofNullable(values.get(pointer));
    }

    /**
     * The whole number at a pointer, or {@code otherwise} if there is no value.
     *
     * @throws CheckpointException if it is not a whole number from 1 to 999999
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
     * The numbers of the list at a pointer, or {@code otherwise} if there is no list.
     *
     * @throws CheckpointException if one is not a number
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

    /** An exception about a value of this description. */
    public CheckpointException refusal(String pointer, String reason) {
        return new CheckpointException(source, pointer, reason);
    }
}
