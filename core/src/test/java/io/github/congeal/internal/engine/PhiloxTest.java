package io.github.congeal.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Against the known answers that the authors publish with their implementation Random123. */
class PhiloxTest {
    @Test
    void zerosGiveThePublishedNumbers() {
        Philox random = new Philox(0, 0, 0);
        assertThat(random.nextLong()).isEqualTo(0xe169c58d6627e8d5L);
        assertThat(random.nextLong()).isEqualTo(0x9b00dbd8bc57ac4cL);
    }

    @Test
    void everyCallOfOneStreamIsTheNextNumber() {
        Philox random = new Philox(7, 3, 1);
        Philox again = new Philox(7, 3, 1);
        for (int i = 0; i < 100; i++) {
            assertThat(again.nextLong()).isEqualTo(random.nextLong());
        }
    }

    @Test
    void numbersAreUniform() {
        Philox random = new Philox(1, 0, 0);
        double sum = 0;
        double squares = 0;
        int count = 100_000;
        for (int i = 0; i < count; i++) {
            double number = random.nextDouble();
            sum += number;
            squares += number * number;
        }
        assertThat(sum / count).isBetween(0.495, 0.505);
        assertThat(squares / count).isBetween(0.33, 0.337);
    }
}
