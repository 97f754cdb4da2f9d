package io.github.congeal.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that are damaged, or made to do damage: each is refused with the one exception type that callers have to
 * expect.
 */
class HostileSafetensorsTest {

    private static final int MUTANTS = 5000;

    static Stream<Arguments> headers() {
        return Stream.of(
                refused("[]", 0, "not a safetensors file"),
                refused("", 0, "not a safetensors file"),
                refused(" {}", 0, "not a safetensors file"),
                refused("{", 0, "not valid JSON"),
                refused("{\"a\":", 0, "not valid JSON"),
                refused("{} {}", 0, "something follows"),
                refused("{}\0", 0, "not valid JSON"),
                refused("{\"a\":null}", 0, "a: must be described by an object"),
                refused("{\"a\":[]}", 0, "a: must be described by an object"),
                refused("{\"a\":{}}", 0, "dtype, shape and data_offsets must all be given"),
                refused(tensor("F33", "[1]", "[0,4]"), 4, "dtype F33 is not supported"),
                refused("{\"a\":{\"dtype\":32,\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "dtype must be a string"),
                refused(tensor("F32", "1", "[0,4]"), 4, "shape must be an array"),
                refused(tensor("F32", "[[1]]", "[0,4]"), 4, "shape must hold whole numbers only"),
                refused(tensor("F32", "[1.0]", "[0,4]"), 4, "shape must hold whole numbers only"),
                refused(tensor("F32", "[1e0]", "[0,4]"), 4, "shape must hold whole numbers only"),
                refused(tensor("F32", "[\"1\"]", "[0,4]"), 4, "shape must hold whole numbers only"),
                refused(tensor("F32", "[-1]", "[0,4]"), 4, "shape [-1] has a negative dimension"),
                refused(tensor("F32", "[-1,-1]", "[0,4]"), 4, "has a negative dimension"),
                refused(tensor("F32", "[4294967296,4294967296]", "[0,0]"), 0, "is too large"),
                refused(tensor("F32", "[4611686018427387904]", "[0,0]"), 0, "is too large"),
                refused(tensor("F32", "[9223372036854775808]", "[0,4]"), 4, "not valid JSON"),
                refused(tensor("F32", "[" + "9".repeat(100_000) + "]", "[0,4]"), 4, "not valid JSON"),
                refused(tensor("F32", "[1]", "[0]"), 4, "are not a begin and an end"),
                refused(tensor("F32", "[1]", "[0,4,8]"), 4, "are not a begin and an end"),
                refused(tensor("F32", "[1]", "[4,0]"), 4, "are not a begin and an end"),
                refused(tensor("F32", "[1]", "[-4,0]"), 4, "are not a begin and an end"),
                refused(tensor("F32", "[1]", "[-9223372036854775808,9223372036854775807]"), 4, "begin and an end"),
                refused(tensor("F32", "[1]", "[0,8]"), 8, "F32[1] takes 4 bytes, but data_offsets [0, 8] give it 8"),
                refused(tensor("F32", "[1]", "[0,4]"), 3, "a: its data end at byte 4, but the file has only 3 bytes"),
                refused(tensor("F32", "[1]", "[0,4]"), 5, "1 bytes of data belong to no tensor"),
                refused(
                        tensor("F32", "[1]", "[1,5]"),
                        5,
                        "a: its data begin at byte 1, but those before it end at byte 0"),
                refused(two("[0,4]", "[3,7]"), 8, "b: its data begin at byte 3, but those before it end at byte 4"),
                refused(two("[0,4]", "[0,4]"), 4, "its data begin at byte 0, but those before it end at byte 4"),
                refused(two("[0,4]", "[5,9]"), 9, "b: its data begin at byte 5, but those before it end at byte 4"),
                refused("{\"a\":" + one("[0,4]") + ",\"a\":" + one("[4,8]") + "}", 8, "Duplicate"),
                refused(
                        "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                        4,
                        "Duplicate"),
                refused("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0, "Duplicate"),
                refused("{\"__metadata__\":{\"a\":{}}}", 0, "__metadata__: must hold strings only"),
                refused("{\"__metadata__\":[]}", 0, "__metadata__: must be an object"),
                refused("{\"a\":" + "[".repeat(1_000_000), 0, "must be described by an object"),
                refused("{\"a\":{\"b\":" + "[".repeat(1_000_000), 0, "not valid JSON"),
                refused("{\"" + "a".repeat(1_000_000) + "\":{}}", 0, "CheckpointException"));
    }

    private static Arguments refused(String header, int dataSize, String reason) {
        return Arguments.of(header, dataSize, reason);
    }

    private static String tensor(String dtype, String shape, String offsets) {
        return "{\"a\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}".formatted(dtype, shape, offsets);
    }

    private static String one(String offsets) {
        return "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":%s}".formatted(offsets);
    }

    private static String two(String firstOffsets, String secondOffsets) {
        return "{\"a\":%s,\"b\":%s}".formatted(one(firstOffsets), one(secondOffsets));
    }

    @ParameterizedTest(name = "[{index}] {2}")
    @MethodSource("headers")
    void aBadHeaderIsRefusedWithItsReason(String header, int dataSize, String reason) {
        byte[] file = file(header.getBytes(StandardCharsets.UTF_8), dataSize);
        assertThatThrownBy(() -> SafetensorsReader.read(file, "bad.safetensors"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("bad.safetensors: ")
                .satisfies(e -> assertThat(e.toString()).contains(reason).hasSizeLessThan(6000));
    }

    @Test
    void headersThatLookOddButAreSoundAreRead() {
        byte[] json = ("{\"b\":" + one("[4,8]") + ",\"\":{\"shape\":[],\"extra\":{\"x\":[1]},\"data_offsets\":[0,4],"
                        + "\"dtype\":\"F32\"}} \n\t ")
                .getBytes(StandardCharsets.UTF_8);
        try (Checkpoint checkpoint = SafetensorsReader.read(file(json, 8), "odd.safetensors")) {
            assertThat(checkpoint.tensors().keySet()).containsExactly("", "b");
        }
        try (Checkpoint empty = SafetensorsReader.read(file("{}".getBytes(StandardCharsets.UTF_8), 0), "empty")) {
            assertThat(empty.tensors()).isEmpty();
        }
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        byte[] latin1 = "{\"größe\":null}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> SafetensorsReader.read(file(latin1, 0), "latin1.safetensors"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("not valid UTF-8");
    }

    @Test
    void aLengthBeyondTheFileIsRefusedBeforeMemoryIsTaken() {
        for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001, 100_000_000, 3}) {
            byte[] file = file("{}".getBytes(StandardCharsets.UTF_8), 0);
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
            assertThatThrownBy(() -> SafetensorsReader.read(file, "bad.safetensors"))
                    .isInstanceOf(CheckpointException.class);
        }
    }

    @Test
    void namesInMessagesCannotBreakTheLine() {
        byte[] json = "{\"a\\n\\u001b[31m\":null}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> SafetensorsReader.read(file(json, 0), "bad.safetensors"))
                .isInstanceOfSatisfying(
                        CheckpointException.class, e -> assertThat(e.entry()).contains("a\n\u001b[31m"))
                .hasMessage("bad.safetensors: a\uFFFD\uFFFD[31m: must be described by an object");
    }

    @Test
    void everyTruncationOfAFileIsRefused() throws IOException {
        byte[] sound = soundFile();
        for (int length = 0; length < sound.length; length++) {
            byte[] cut = Arrays.copyOf(sound, length);
            assertThatThrownBy(() -> SafetensorsReader.read(cut, "cut.safetensors"))
                    .isInstanceOf(CheckpointException.class);
        }
    }

    @Test
    void aMutatedFileIsReadOrRefused() throws IOException {
        byte[] sound = soundFile();
        Random random = new Random(20261122);
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutate(sound, random);
            try (Checkpoint checkpoint = SafetensorsReader.read(mutant, "mutant.safetensors")) {
                checkpoint.tensors().keySet().forEach(checkpoint::read);
            } catch (CheckpointException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(MUTANTS / 2).isLessThan(MUTANTS);
    }

    private static byte[] mutate(byte[] sound, Random random) {
        byte[] mutant = sound.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(4)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[at] = (byte) random.nextInt(256);
                case 2 -> mutant[at] = (byte) "{}[]\",:-0123456789e".charAt(random.nextInt(19));
                default -> {
                    int length = random.nextInt(mutant.length - at);
                    System.arraycopy(mutant, random.nextInt(mutant.length - length), mutant, at, length);
                }
            }
        }
        return mutant;
    }

    private static byte[] soundFile() throws IOException {
        try (InputStream in = HostileSafetensorsTest.class.getResourceAsStream("dtypes.safetensors")) {
            return in.readAllBytes();
        }
    }

    private static byte[] file(byte[] header, int dataSize) {
        return ByteBuffer.allocate(8 + header.length + dataSize)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }
}
