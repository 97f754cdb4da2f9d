package io.github.congeal.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentedBytesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 99, 100, 101})
    void anyRangeOfAFileIsReadWhateverTheSizeOfTheSegments(int segmentSize) throws IOException {
        byte[] content = new byte[100];
        new Random(1).nextBytes(content);
        Path file = Files.write(folder.resolve("file"), content);
        try (SegmentedBytes bytes = SegmentedBytes.map(file, segmentSize)) {
            for (int begin = 0; begin <= content.length; begin++) {
                for (int end = begin; end <= content.length; end++) {
                    assertReads(bytes, begin, end, content);
                }
            }
        }
    }

    private static void assertReads(SegmentedBytes bytes, int begin, int end, byte[] content) {
        for (int offset = begin; offset < end; ) {
            ByteBuffer slice = bytes.slice(offset, end - offset);
            assertThat(slice.remaining()).isBetween(Math.min(8, end - offset), end - offset);
            while (slice.hasRemaining()) {
                assertThat(slice.get()).isEqualTo(content[offset++]);
            }
        }
    }

    @Test
    void nothingOutsideTheBytesIsRead() {
        try (SegmentedBytes bytes = SegmentedBytes.wrap(new byte[10])) {
            assertThatThrownBy(() -> bytes.slice(8, 3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> bytes.slice(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> bytes.slice(1, Long.MAX_VALUE)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(bytes.slice(10, 0).remaining()).isZero();
        }
    }
}
