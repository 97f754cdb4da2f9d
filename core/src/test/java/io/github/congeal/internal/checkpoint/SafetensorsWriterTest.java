package io.github.congeal.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsWriterTest {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBack() {
        Path file = folder.resolve("model.safetensors");
        float[] matrix = {1, -2, 3.5f, Float.NaN, Float.NEGATIVE_INFINITY, -0f};
        new SafetensorsWriter()
                .metadata("title", "a \"red\" äpple \uD83C\uDF4E\n")
                .add("matrix", matrix, 2, 3)
                .add("scalar", new float[] {7})
                .add("empty", new float[0], 3, 0)
                .add(new TensorInfo("wide", DataType.F64, 1), FloatBuffer.wrap(new float[] {0.1f}))
                .write(file);
        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            assertThat(checkpoint.metadata()).containsOnly(Map.entry("title", "a \"red\" äpple \uD83C\uDF4E\n"));
            assertThat(checkpoint.tensors().keySet()).containsExactlyInAnyOrder("wide", "matrix", "scalar", "empty");
            assertThat(checkpoint.tensor("matrix").shape()).containsExactly(2, 3);
            assertThat(checkpoint.tensor("scalar").shape()).isEmpty();
            assertThat(checkpoint.tensor("empty").shape()).containsExactly(3, 0);
            assertThat(checkpoint.read("matrix")).containsExactly(matrix);
            assertThat(checkpoint.read("scalar")).containsExactly(7);
            assertThat(checkpoint.read("wide")).containsExactly(0.1f);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"F64", "F32", "F16", "BF16"})
    void tensorsOfManyChunksKeepTheirElements(DataType dataType) {
        float[] elements = new float[1_000_003];
        Random random = new Random(3);
        for (int i = 0; i < elements.length; i++) {
            elements[i] = random.nextInt(256) - 128; // small whole numbers are exact in all types
        }
        Path file = folder.resolve("large.safetensors");
        new SafetensorsWriter()
                .add(new TensorInfo("a", dataType, elements.length), FloatBuffer.wrap(elements))
                .write(file);
        try (Checkpoint checkpoint = Checkpoints.open(file)) {
            assertThat(checkpoint.tensor("a").dataType()).isEqualTo(dataType);
            assertThat(checkpoint.read("a")).isEqualTo(elements);
        }
    }

    @Test
    void elementsAreAlignedInTheFile() throws IOException {
        Path file = folder.resolve("aligned.safetensors");
        new SafetensorsWriter()
                .add(new TensorInfo("half", DataType.F16, 3), FloatBuffer.allocate(3))
                .add("single", new float[] {0x1p-100f})
                .write(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        long header = bytes.getLong();
        assertThat(header % 8).isZero();
        assertThat(bytes.getFloat((int) (8 + header))).isEqualTo(0x1p-100f);
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path occupied = Files.createDirectories(folder.resolve("model.safetensors/full"));
        SafetensorsWriter writer = new SafetensorsWriter().add("a", new float[1], 1);
        assertThatThrownBy(() -> writer.write(occupied.getParent()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(occupied.getParent() + ": the file cannot be written");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(occupied.getParent());
        }
    }

    @Test
    void mistakesAreNamed() {
        SafetensorsWriter writer = new SafetensorsWriter().add("a", new float[1], 1);
        assertThatThrownBy(() -> writer.add("a", new float[1], 1)).hasMessage("the name a is taken");
        assertThatThrownBy(() -> writer.add("b", new float[3], 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("b F32[2, 2] has 4 elements, but 3 were given");
        assertThatThrownBy(() -> writer.add(new TensorInfo("c", DataType.I32, 1), FloatBuffer.allocate(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("c I32[1] is not of a floating-point type");
    }
}
