package io.github.congeal.internal.sketcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.CheckpointFile;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.naming.Family;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Devices;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileSketcherTest {
    private final byte[] content = TinySketcher.bytes("sketcher.safetensors");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\\"codes\\\": 40 | \\\"codes\\\": 99 | code_embedding is [41, 8] instead of [100, 8]",
                "\\\"side\\\": 8 | \\\"side\\\": 7 | congeal.sketcher: the side 7 is odd",
                "\\\"layers\\\": 2 | \\\"layers\\\": 9 | missing (blocks.2.norm1.weight",
                "\\\"layers\\\": 2 | \\\"layers\\\": 0 | \"layers\" must be from 1 to 1,000",
                "\\\"heads\\\": 2 | \\\"heads\\\": 3 | a width of 32 cannot be shared by 3 heads",
                "\\\"styles\\\": 4 | \\\"styles\\\": 3 | 4 styles have names",
                "\\\"arrangements\\\": 3 | \\\"arrangements\\\": 2 | 2 arrangements are too few",
                "\\\"width\\\": 32 | \\\"wydth\\\": 32 | \"width\" must be from 1 to 65,536",
                "congeal.sketcher | congeal.sketches | congeal.sketcher: the metadata lack this",
                "\\\"heads\\\": 2 | \\\"heads\\\"; 2 | congeal.sketcher: this is no JSON object of whole numbers",
            })
    void whatTheMetadataSayIsCheckedAgainstTheTensors(String found, String instead, String message) {
        byte[] changed = replaced(found, instead);
        assertThatThrownBy(() -> load(changed))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("hostile.safetensors")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 100, 5000, 70_000})
    void aFileThatWasCutShortIsRefused(int length) {
        assertThatThrownBy(() -> load(Arrays.copyOf(content, length)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("hostile.safetensors");
    }

    @ParameterizedTest
    @ValueSource(shorts = {0x7e00, 0x7c00, (short) 0xfc00})
    void whatIsNoNumberIsRefused(short bits) {
        CheckpointFile file = SafetensorsReader.read(content, "sketcher.safetensors");
        byte[] changed = content.clone();
        // The last tensor of the file ends with it.
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putShort(content.length - Short.BYTES, bits);
        String last = file.tensors().keySet().stream().reduce((a, b) -> b).orElseThrow();
        assertThatThrownBy(() -> load(changed))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("hostile.safetensors")
                .hasMessageContaining(last)
                .hasMessageContaining("its number ");
    }

    @Test
    void aReaderOfAnotherVocabularyIsRefused() {
        try (Weights weights = TinySketcher.readerWeights()) {
            assertThatThrownBy(() -> Reader.load(weights, text -> new int[0], 30))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("a reader for a vocabulary of 30 tokens")
                    .hasMessageContaining("tokens is [29, 6] instead of [30, 6]");
        }
    }

    @Test
    void theUnchangedFileIsRead() {
        assertThat(load(content).styles()).containsExactly("any", "solid", "flat", "line");
    }

    private static Sketcher load(byte[] bytes) {
        CheckpointFile file = SafetensorsReader.read(bytes, "hostile.safetensors");
        try (Weights weights = new Weights(Family.SKETCHER.in(file), Devices.automatic())) {
            return Sketcher.load(weights, file.metadata());
        }
    }

    /** The file with something else of the same length in its header. */
    private byte[] replaced(String found, String instead) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(found);
        assertThat(instead).hasSameSizeAs(found);
        return text.replace(found, instead).getBytes(StandardCharsets.ISO_8859_1);
    }
}
