package io.github.congeal.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsReaderTest {

    @TempDir
    Path folder;

    /** A file of the reference implementation; see safetensors_fixtures.py. */
    private static Checkpoint reference() throws IOException {
        try (InputStream in = SafetensorsReaderTest.class.getResourceAsStream("dtypes.safetensors")) {
            return SafetensorsReader.read(in, "dtypes.safetensors");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "f64,  0.1, -Infinity, 0",
        "f32,  0.1, -3.4e38, 1e-45",
        "f16,  0.0999755859375, -65504, 5.9604644775390625e-8",
        "bf16, 0.10009765625, -3.296e38, 9.9e-41",
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
            assertThat(checkpoint.tensor(name).dataType()).hasToString(name.toUpperCase());
            assertThat(checkpoint.tensor(name).shape()).containsExactly(3, 1);
            float[] elements = checkpoint.read(name);
            assertThat(elements).hasSize(3);
            // Of bf16 the last two are given to four and two digits.
            assertThat(elements[0]).isEqualTo(first);
            assertThat(elements[1])
                    .satisfiesAnyOf(
                            value -> assertThat(value).isEqualTo(second),
                            value -> assertThat(Math.abs(value / second - 1)).isLessThan(2e-3f));
            assertThat(elements[2])
                    .satisfiesAnyOf(
                            value -> assertThat(value).isEqualTo(third),
                            value -> assertThat(Math.abs(value / third - 1)).isLessThan(2e-2f));
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
}
