package io.github.congeal.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsReaderTest {

    @TempDir
    Path folder;

    /** A file of the reference implementation; see safetensors_fixtures.py. */
    private static CheckpointFile reference() throws IOException {
        try (InputStream in = SafetensorsReaderTest.class.getResourceAsStream("dtypes.safetensors")) {
            return SafetensorsReader.read(in, "dtypes.safetensors");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 1_000_000})
    void aStreamMaySayAnythingOfItsLength(int said) throws IOException {
        byte[] content = dtypes();
        InputStream stream = new ByteArrayInputStream(content) {
            @Override
            public synchronized int available() {
                return said;
            }
        };
        try (Checkpoint checkpoint = SafetensorsReader.read(stream, "dtypes.safetensors")) {
            assertThat(checkpoint.read("i8")).containsExactly(-128, 127, -1);
        }
    }

    @Test
    void aResourceIsReadNoFurtherThanItsHeaderAtFirst() throws IOException {
        byte[] content = dtypes();
        AtomicInteger left = new AtomicInteger();
        Checkpoint header = SafetensorsReader.header(
                () -> new ByteArrayInputStream(content) {
                    @Override
                    public void close() {
                        left.set(available());
                    }
                },
                "a resource");

        try (CheckpointFile whole = reference()) {
            assertThat(header.tensors()).hasToString(whole.tensors().toString());
            assertThat(header.metadata()).isEqualTo(whole.metadata());
            long data = whole.tensors().values().stream()
                    .mapToLong(TensorInfo::byteCount)
                    .sum();
            assertThat(left).hasValue((int) data);
            assertThat(header.read("i8")).isEqualTo(whole.read("i8"));
            try (Checkpoint again = header.again()) {
                assertThat(again.read("f64")).isEqualTo(whole.read("f64"));
            }
        }
    }

    @Test
    void aDamagedResourceIsRefusedWhereItIsRead() throws IOException {
        byte[] content = dtypes();
        byte[] cut = Arrays.copyOf(content, content.length - 1);
        Checkpoint header = SafetensorsReader.header(() -> new ByteArrayInputStream(cut), "a resource");
        assertThatThrownBy(() -> header.read("i8"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("a resource")
                .hasMessageContaining("cut short");

        for (int length : new int[] {0, 7, 8, 100}) {
            byte[] few = Arrays.copyOf(content, length);
            assertThatThrownBy(() -> SafetensorsReader.header(() -> new ByteArrayInputStream(few), "a resource"))
                    .isInstanceOf(CheckpointException.class);
        }
        byte[] other = content.clone();
        other[8] = 'x';
        assertThatThrownBy(() -> SafetensorsReader.header(() -> new ByteArrayInputStream(other), "a resource"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("does not begin with '{'");
    }

    private static byte[] dtypes() throws IOException {
        try (InputStream in = SafetensorsReaderTest.class.getResourceAsStream("dtypes.safetensors")) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "f64,  0.1, -Infinity, 0",
        "f32,  0.1, -3.4e38, 1e-45",
        "f16,  0.0999755859375, -65504, 5.9604644775390625e-8",
        "bf16, 0.10009765625, -3.2964854295465914e38, 9.183549615799121e-41",
        "i64,  -9223372036854775808, 9223372036854775808, 16777220",
        "u64,  0, 18446744073709551616, 1099511627776",
        "i32,  -2147483648, 2147483648, 7",
        "u32,  0, 4294967296, 2147483648",
        "i16,  -32768, 32767, -1",
        "u16,  0, 65535, 32768",
        "i8,   -128, 127, -1",
        "u8,   0, 255, 128",
        "bool, 0, 1, 0",
    })
    void everyTypeIsReadAsTheNearestFloat(String name, float first, float second, float third) throws IOException {
        try (Checkpoint checkpoint = reference()) {
            assertThat(checkpoint.tensor(name).dataType()).hasToString(name.toUpperCase(Locale.ROOT));
            assertThat(checkpoint.tensor(name).shape()).containsExactly(3, 1);
            assertThat(checkpoint.read(name)).containsExactly(first, second, third);
        }
    }

    @Test
    void scalarsEmptyTensorsAndMetadataAreRead() throws IOException {
        try (Checkpoint checkpoint = reference()) {
            assertThat(checkpoint.tensor("a scalar").shape()).isEmpty();
            assertThat(checkpoint.read("a scalar")).containsExactly(2.5f);
            assertThat(checkpoint.read("empty")).isEmpty();
            assertThat(checkpoint.metadata())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("format", "pt", "größe", "klein \uD83C\uDF4E"));
        }
    }

    @Test
    void elementsAreReadAsTheBytesThatTheyAre() throws IOException {
        try (CheckpointFile checkpoint = reference()) {
            assertThat(checkpoint.readBytes("u8")).containsExactly(0, 255, 128);
            assertThat(checkpoint.readBytes("empty")).isEmpty();
            assertThatThrownBy(() -> checkpoint.readBytes("no such"))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("no such");
        }
    }

    @Test
    void readingIntoABufferMovesItsPositionPastTheElements() throws IOException {
        FloatBuffer target = FloatBuffer.allocate(8).position(2);
        try (Checkpoint checkpoint = reference()) {
            checkpoint.read("i8", target);
            checkpoint.read("u8", target);
        }
        assertThat(target.position()).isEqualTo(8);
        assertThat(target.array()).containsExactly(0, 0, -128, 127, -1, 0, 255, 128);
    }

    @Test
    void aBufferWithTooLittleRoomIsLeftAsItWas() throws IOException {
        FloatBuffer target = FloatBuffer.allocate(2);
        try (Checkpoint checkpoint = reference()) {
            assertThatThrownBy(() -> checkpoint.read("f32", target))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the 3 elements of f32 do not fit into the 2 that remain of the buffer");
        }
        assertThat(target.position()).isZero();
    }

    @Test
    void aTensorThatIsNotThereIsNamedWithItsFile() throws IOException {
        try (Checkpoint checkpoint = reference()) {
            assertThatThrownBy(() -> checkpoint.read("f33"))
                    .isInstanceOfSatisfying(CheckpointException.class, e -> {
                        assertThat(e.file()).isEqualTo("dtypes.safetensors");
                        assertThat(e.entry()).contains("f33");
                    })
                    .hasMessage("dtypes.safetensors: f33: the file has no such tensor");
        }
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing.safetensors");
        assertThatThrownBy(() -> Checkpoints.open(missing))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(missing + ": there is no such file");
    }

    @Test
    void aClosedCheckpointIsNotRead() throws IOException {
        Checkpoint checkpoint = reference();
        checkpoint.close();
        checkpoint.close();
        assertThatThrownBy(() -> checkpoint.read("f32")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not replace a file that is mapped")
    void aFileCanBeReplacedWhileItIsOpen() throws IOException {
        Path file = folder.resolve("model.safetensors");
        new SafetensorsWriter().add("a", new float[] {1, 2}, 2).write(file);
        try (Checkpoint old = Checkpoints.open(file)) {
            new SafetensorsWriter().add("a", new float[] {3, 4}, 2).write(file);
            assertThat(old.read("a")).containsExactly(1, 2);
        }
        try (Checkpoint replaced = Checkpoints.open(file)) {
            assertThat(replaced.read("a")).containsExactly(3, 4);
        }
    }

    @Test
    void tensorsBeyondTwoGigabytesAreRead() throws IOException {
        // A sparse file: it takes no more room on the disk than what is written into it.
        Path file = folder.resolve("large.safetensors");
        long filler = 3L << 30;
        String header = """
                {"filler":{"dtype":"U8","shape":[%1$d],"data_offsets":[0,%1$d]},\
                "odd":{"dtype":"F32","shape":[2],"data_offsets":[%1$d,%2$d]}}""".formatted(filler - 3, filler + 5);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(prefixed(header));
            long end = channel.position() + filler + 5;
            ByteBuffer elements = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            channel.write(elements.putFloat(1.5f).putFloat(-7).flip(), end - 8);
        }
        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            assertThat(checkpoint.tensors().keySet()).containsExactly("filler", "odd");
            assertThat(checkpoint.read("odd")).containsExactly(1.5f, -7);
            assertThatThrownBy(() -> checkpoint.read("filler"))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageEndingWith("3221225469 elements are more than an array can hold");
        }
        Files.delete(file);
    }

    private static ByteBuffer prefixed(String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .flip();
    }
}
