package io.github.congeal.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives with 64-bit records, as they are needed beyond four gigabytes: truthful ones and others. */
class Zip64Test {
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int END64 = 0x06064b50;
    private static final int LOCATOR = 0x07064b50;
    private static final long GIGABYTE = 1L << 30;

    @TempDir
    Path folder;

    private final ByteBuffer archive =
            ByteBuffer.wrap(Fixtures.bytes("zip64.ckpt")).order(ByteOrder.LITTLE_ENDIAN);

    @ParameterizedTest
    @CsvSource({
        "size, -1, not within the file",
        "size, 9223372036854775807, has two sizes",
        "size, 4294967296, has two sizes",
        "both sizes, -1, not within the file",
        "both sizes, 9223372036854775807, not within the file",
        "both sizes, 1099511627776, not within the file",
        "both sizes, 6000, it ends beyond the end of the file",
        "both sizes, 8, it has 8 bytes instead of the 240",
        "header, -1, not within the file",
        "header, 9223372036854775807, its header lies beyond the end of the file",
        "header, 4294967296, its header lies beyond the end of the file",
        "header, 0, its header says something else",
        "header, 7, its header is damaged",
        "count, -1, larger than any model's",
        "count, 9223372036854775807, larger than any model's",
        "count, 28, damaged at entry 27",
        "directory size, -1, larger than any model's",
        "directory size, 99000000, beyond the end of the file",
        "directory size, 100, damaged at entry 1",
        "directory, -1, beyond the end of the file",
        "directory, 9223372036854775807, beyond the end of the file",
        "directory, 0, damaged at entry 0",
        "end record, -1, beyond the end of the file",
        "end record, 9223372036854775807, beyond the end of the file",
        "end record, 0, its 64-bit directory is damaged",
    })
    void aNumberThatLiesIsRefused(String which, long value, String reason) {
        for (int place : places(which)) {
            archive.putLong(place, value);
        }
        assertThatThrownBy(() -> {
                    try (Checkpoint checkpoint = Checkpoints.read(archive.array(), "lying.ckpt")) {
                        checkpoint.tensors().keySet().forEach(checkpoint::read);
                    }
                })
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("lying.ckpt: ")
                .hasMessageContaining(reason);
    }

    /** Where a number is: one of the whole archive's, or of the entry that holds the storage of {@code f32}. */
    private List<Integer> places(String which) {
        int end = signatures(END64).get(0);
        int numbers = signatures(ENTRY).stream()
                .map(this::numbers)
                .filter(place -> archive.getLong(place) == 60 * Float.BYTES)
                .findAny()
                .orElseThrow();
        return switch (which) {
            case "size" -> List.of(numbers);
            case "both sizes" -> List.of(numbers, numbers + 8);
            case "header" -> List.of(numbers + 16);
            case "count" -> List.of(end + 32);
            case "directory size" -> List.of(end + 40);
            case "directory" -> List.of(end + 48);
            case "end record" -> List.of(signatures(LOCATOR).get(0) + 8);
            default -> throw new IllegalArgumentException(which);
        };
    }

    /** With five gigabytes of nothing behind its first entry, which most file systems do not have to write. */
    @Test
    void anArchiveBeyondFourGigabytesIsRead() throws IOException {
        List<Integer> entries = signatures(ENTRY);
        long hole = 5 * GIGABYTE;
        int second = (int) archive.getLong(numbers(entries.get(1)));
        for (int entry : entries.subList(1, entries.size())) {
            shift(numbers(entry) + (archive.getInt(entry + 24) == -1 ? 16 : 0), hole);
        }
        shift(signatures(END64).get(0) + 48, hole);
        shift(signatures(LOCATOR).get(0) + 8, hole);
        Path file = folder.resolve("large.ckpt");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, StandardOpenOption.SPARSE)) {
            channel.write(archive.slice(0, second));
            channel.write(archive.slice(second, archive.capacity() - second), second + hole);
        }

        try (CheckpointFile actual = Checkpoints.open(file);
                CheckpointFile expected = Fixtures.open("lightning.safetensors")) {
            assertThat(actual.tensors()).containsOnlyKeys(expected.tensors().keySet());
            for (String tensor : expected.tensors().keySet()) {
                assertThat(actual.read(tensor)).as(tensor).isEqualTo(expected.read(tensor));
            }
        }
    }

    private void shift(int place, long distance) {
        archive.putLong(place, archive.getLong(place) + distance);
    }

    private List<Integer> signatures(int signature) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i + Integer.BYTES <= archive.capacity(); i++) {
            if (archive.getInt(i) == signature) {
                places.add(i);
            }
        }
        return places;
    }

    /** Where an entry's 64-bit numbers are: its two sizes, unless they are small, and the place of its header. */
    private int numbers(int entry) {
        return entry + ENTRY_SIZE + archive.getShort(entry + 28) + 4;
    }
}
