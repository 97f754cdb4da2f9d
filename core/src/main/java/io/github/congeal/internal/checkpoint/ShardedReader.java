package io.github.congeal.internal.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a model in several files by its index: a JSON object whose {@value #MAP} names the file of each tensor. The files lie
 * beside the index.
 */
final class ShardedReader {
    private static final String MAP = "weight_map";
    private static final int LARGEST_INDEX = 64 << 20;
    private static final int MOST_SHARDS = 10_000;

    private ShardedReader() {}

    /**
     * Opens all files that the index names.
     *
     * @param index the path of the index
     * @param content its content
     * @throws CheckpointException if the index or one of the files is missing or damaged
     */
    static CheckpointFile open(Path index, SegmentedBytes content) {
        String source = index.toString();
        if (content.size() > LARGEST_INDEX) {
            throw new CheckpointException(
                    source, String.format(Locale.ROOT, "an index of %,d bytes is larger than any", content.size()));
        }
        Map<String, String> map = weightMap(source, content.copy(0, (int) content.size()));
        Map<String, CheckpointFile> shards = new HashMap<>();
        List<SegmentedBytes> bytes = new ArrayList<>();
        try {
            for (String shard : map.values()) {
                if (!shards.containsKey(shard)) {
                    if (shards.size() == MOST_SHARDS) {
                        throw new CheckpointException(
                                source, String.format(Locale.ROOT, "it names more than %,d files", MOST_SHARDS));
                    }
                    CheckpointFile opened = Checkpoints.openSingle(beside(index, shard));
                    shards.put(shard, opened);
                    bytes.addAll(opened.bytes());
                }
            }
            long size = bytes.stream().mapToLong(SegmentedBytes::size).sum();
            NamedTensors tensors = new NamedTensors(source, size);
            map.forEach((name, shard) -> tensors.add(shards.get(shard).stored(name)));
            return new CheckpointFile(source, Map.of(), tensors, bytes);
        } catch (CheckpointException e) {
            bytes.forEach(SegmentedBytes::close);
            throw e;
        }
    }

    private static Path beside(Path index, String shard) {
        boolean plain = !shard.isEmpty()
                && !shard.startsWith(".")
                && shard.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || Character.isISOControl(c));
        if (plain) {
            try {
                return index.resolveSibling(shard);
            } catch (InvalidPathException impossible) {
                // The operating system does not allow such a name; it is refused below.
            }
        }
        throw new CheckpointException(index.toString(), shard, "the index names a file that does not lie beside it");
    }

    private static Map<String, String> weightMap(String source, byte[] json) {
        Map<String, String> map = new LinkedHashMap<>();
        try (JsonParser parser = StrictJson.FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new CheckpointException(source, "the index is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(MAP);
                if (parser.nextToken() == JsonToken.START_OBJECT && wanted) {
                    readMap(source, parser, map);
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new CheckpointException(source, "something follows the end of the index");
            }
        } catch (JsonProcessingException e) {
            throw new CheckpointException(source, null, "the index is not valid JSON: " + StrictJson.reason(e), e);
        } catch (IOException e) {
            throw new CheckpointException(source, null, "the index cannot be read: " + e.getMessage(), e);
        }
        if (map.isEmpty()) {
            throw new CheckpointException(source, "this JSON file names no tensors under \"" + MAP + "\"");
        }
        return map;
    }

    private static void readMap(String source, JsonParser parser, Map<String, String> map) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw new CheckpointException(source, name, "the index gives no file name");
            }
            map.put(name, parser.getText());
        }
    }
}
