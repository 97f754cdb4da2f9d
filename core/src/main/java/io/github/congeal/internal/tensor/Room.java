package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.EnumMap;
import java.util.Map;

/** How many numbers of each kind a run has in use at once, at most, beside those that it keeps from beginning to end. */
public final class Room {
    private final Map<Precision, Long> numbers = new EnumMap<>(Precision.class);

    /** Room for nothing yet. */
    Room() {}

    void add(Precision precision, long count) {
        numbers.merge(precision, count, Long::sum);
    }

    Map<Precision, Long> numbers() {
        return numbers;
    }
}
