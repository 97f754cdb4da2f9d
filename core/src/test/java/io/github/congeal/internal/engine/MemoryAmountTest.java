package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryAmountTest {
    @ParameterizedTest
    @CsvSource({
        "2210000000, 1100000000, '2.2 GB of memory, but there are 1.1 GB'",
        "412000000, 395000000, '412 MB of memory, but there are 395 MB'",
        "412000001, 412000000, '412000001 bytes of memory, but there are 412000000 bytes'",
        "9223372036854775807, 4000000000, 'far too many GB of memory, but there are 4.0 GB'",
    })
    void theUnitTellsTheTwoApart(long needed, long available, String sentence) {
        assertThat(MemoryAmount.compared(needed, available)).isEqualTo(sentence);
    }
}
